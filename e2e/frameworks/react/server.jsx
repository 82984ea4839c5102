import { StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { App } from './App'

export const render = async (path) => {
  const app = renderToString(
    <StrictMode>
      <App path={path} />
    </StrictMode>,
  )
  return `<div id="app">${app}</div>`
}
