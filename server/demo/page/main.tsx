import { render } from 'preact'
import { listen } from './model/heard.ts'
import { start } from './model/session.ts'
import './styles/base.css'
import './styles/shell.css'
import './styles/board.css'
import './styles/pages.css'
import './styles/drawer.css'
import { App } from './ui/App.tsx'

const root = document.getElementById('app')
if (root) render(<App />, root)
listen()
void start()
