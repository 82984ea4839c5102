import { StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { App } from './App'

export const render = async (path) =>
  renderToString(
    <StrictMode>
      <App path={path} />
    </StrictMode>,
  )
