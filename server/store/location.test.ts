import { expect, test } from 'vitest'
import { clientConfig, type ServerLocation } from './location.ts'

const server: ServerLocation = {
  kind: 'server',
  url: 'http://10.0.0.5:8080',
  token: 'secret',
  replicaUrl: undefined,
  admin: undefined,
}

test.each([
  ['http://10.0.0.5:8080', 'http://10.0.0.5:8080'],
  ['libsql://db.example.com', 'libsql://db.example.com'],
  ['https://{namespace}.db.example.com', 'https://w1.db.example.com'],
  ['libsql://{namespace}-acme.turso.io', 'libsql://w1-acme.turso.io'],
])('a workspace at %s is reached at %s', (url, expected) => {
  const config = clientConfig({ ...server, url }, { kind: 'workspace', id: 'w1' })
  expect(config).toMatchObject({ url: expected, authToken: 'secret' })
})

test('the control database is a namespace of its own', () => {
  const url = 'libsql://brim-{namespace}.example.com'
  expect(clientConfig({ ...server, url }, { kind: 'control' }).url).toBe(
    'libsql://brim-control.example.com',
  )
})

test('files lie in the folder', () => {
  const files = { kind: 'files', folder: '/data' } as const
  expect(clientConfig(files, { kind: 'control' }).url).toBe('file:/data/control.db')
  expect(clientConfig(files, { kind: 'workspace', id: 'w1' }).url).toBe(
    'file:/data/workspaces/w1.db',
  )
})
