import { expect, test } from 'vitest'
import { Refused } from '../operate/command.ts'
import { testApp } from '../test-app.ts'
import { type Push, pull, push } from './repository.ts'

async function repository() {
  const { app, api, keys } = await testApp()
  const files = new Map<string, string | Uint8Array>()
  const tools = {
    fetch: async (address: string, init: RequestInit) => app.request(address, init),
    read: async (file: string) => {
      const text = files.get(file)
      if (text === undefined) throw new Error('ENOENT')
      return Buffer.from(text)
    },
    write: async (file: string, text: string) => void files.set(file, text),
    key: keys.secret as string | undefined,
  }
  const server = 'http://brim.test'
  const wish: Push = {
    kind: 'push',
    server,
    file: 'brim.json',
    publish: true,
    remove: false,
    dryRun: false,
  }
  return {
    api,
    files,
    tools,
    pull: () => said(pull({ kind: 'pull', server, file: 'brim.json', drafts: false }, tools)),
    push: (more: Partial<Push> = {}) => said(push({ ...wish, ...more }, tools)),
  }
}

async function said(lines: AsyncGenerator<string>): Promise<string[]> {
  const all: string[] = []
  for await (const line of lines) all.push(line)
  return all
}

test('what was pulled and edited is pushed, after it was said what that changes', async () => {
  const { api, files, pull, push } = await repository()
  await api('PUT', '/plans/team?publish=true', { name: 'Team', tier: 1 })
  await pull()
  expect(await push()).toEqual(['1 unchanged'])
  const file = JSON.parse(String(files.get('brim.json')))
  file.plans.team.name = 'Crew'
  file.plans.free = { name: 'Free', tier: 0 }
  files.set('brim.json', JSON.stringify(file))
  const lines = ['+ plan free', '~ plan team', '    name: "Team" -> "Crew"', '1 new, 1 changed']
  expect(await push({ dryRun: true })).toEqual(lines)
  expect((await api('GET', '/plans/free')).status).toBe(404)
  expect(await push()).toEqual([...lines, 'Done: it is live'])
  expect(await (await api('GET', '/plans/team')).json()).toMatchObject({
    published: { name: 'Crew' },
  })
})

test('faults are said as compilers say them, and nothing is changed', async () => {
  const { files, push } = await repository()
  files.set(
    'brim.json',
    '{\n  "format": 1,\n  "plans": {\n    "a": { "name": "A", "tier": "x" }\n  }\n}',
  )
  await expect(push()).rejects.toThrow(/^brim\.json:4: plans\.a\.tier: .*\nNothing was changed$/)
})

test('without a file, a key or a right one it says so', async () => {
  const { files, push, tools, pull } = await repository()
  await expect(push()).rejects.toThrow('brim.json cannot be read')
  files.set('brim.json', '{"format":1}')
  tools.key = 'sk_wrong'
  await expect(push()).rejects.toThrow('BRIM_KEY is no secret key of a workspace there')
  tools.key = undefined
  await expect(pull()).rejects.toThrow(Refused)
})

test('where nobody answers it says why', async () => {
  const { tools, pull } = await repository()
  tools.fetch = () =>
    Promise.reject(new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }))
  await expect(pull()).rejects.toThrow('http://brim.test cannot be reached: connect ECONNREFUSED')
})

test('a file that is not UTF-8 is not pushed with broken letters', async () => {
  const { files, push } = await repository()
  const text = JSON.stringify({ format: 1, plans: { team: { name: 'Größer', tier: 1 } } })
  files.set('brim.json', Buffer.from(text, 'latin1'))
  await expect(push()).rejects.toThrow('brim.json cannot be read. It is not UTF-8')
})
