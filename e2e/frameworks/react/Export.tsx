import { useState } from 'react'
import { brim } from '../brim'

export function Export() {
  const [isWalled, setWalled] = useState(false)
  const onClick = async () => {
    const { shown } = await brim.paywall('export')
    setWalled(!shown)
  }
  return (
    <>
      <button type="button" onClick={onClick}>
        Export
      </button>
      {isWalled && <p>Export is part of Team.</p>}
    </>
  )
}
