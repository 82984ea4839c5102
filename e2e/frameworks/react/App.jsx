// What the recipes stand in: two routes, two people, a log of what was taken.
import { useState } from 'react'
import { Billing } from './Billing'
import { Export } from './Export'
import { useBrim } from './use-brim'

export function App({ path: first }) {
  const [path, setPath] = useState(first)
  const [id, setId] = useState('mira')
  const [taken, setTaken] = useState([])
  useBrim(id && { id, account: 'harbour' }, ({ kind }) => setTaken((all) => [...all, kind]))
  const go = (to) => {
    history.pushState(null, '', to)
    setPath(to)
  }
  return (
    <main>
      <h1>Harbour</h1>
      <button type="button" onClick={() => go('/boards')}>
        Boards
      </button>
      <button type="button" onClick={() => go('/billing')}>
        Billing
      </button>
      <button type="button" onClick={() => setId('noor')}>
        Noor
      </button>
      <button type="button" onClick={() => setId(null)}>
        Sign out
      </button>
      {path === '/billing' ? <Billing /> : <Export />}
      <output>{taken.join()}</output>
    </main>
  )
}
