import { expect, test } from 'vitest'
import { type DestinationTrouble, troubles } from '../../shared/destination/trouble.ts'
import type { Message } from './mailer.ts'
import { createTellOwners } from './tell-owners.ts'

const trouble: DestinationTrouble = {
  ...{ destination: 'dst_1', name: '#sales', trouble: 'failing', since: 7 },
  error: 'Answered 500',
}

function telling(isRefused: (to: string) => boolean = () => false) {
  const sent: Message[] = []
  const tell = createTellOwners({
    send: async (message) => {
      if (isRefused(message.to)) throw new Error('EENVELOPE 550')
      sent.push(message)
    },
    ownersOf: async (id) => ({
      workspace: `Acme ${id}`,
      emails: ['ada@x.example', 'bo@x.example'],
    }),
    home: 'https://brim.example',
  })
  return { sent, tell }
}

test('every owner is told what is wrong, what comes of it, and where to look', async () => {
  const { sent, tell } = telling()
  await tell('w1', trouble)
  expect(sent.map((one) => one.to)).toEqual(['ada@x.example', 'bo@x.example'])
  expect(sent[0]).toMatchObject({
    subject: '#sales gets nothing from Brim',
    id: 'dst_1-failing-7',
    text: expect.stringMatching(/Acme w1[\s\S]*nothing is lost[\s\S]*Answered 500[\s\S]*\/dst_1$/),
  })
})

test.each(troubles)('what %s means is said, with what helps', async (one) => {
  const { sent, tell } = telling()
  await tell('w1', { ...trouble, trouble: one })
  expect(sent[0]?.text).toMatch(/resume|goes on trying/)
})

test('nobody writes into the head by what a destination is called', async () => {
  const { sent, tell } = telling()
  await tell('w1', { ...trouble, name: 'x\r\nBcc: all@example.com', error: 'a\nb' })
  expect(sent[0]?.subject).not.toMatch(/[\r\n]/)
})

test('one bad address keeps no other from hearing; where all are, it is told later', async () => {
  const one = telling((to) => to.startsWith('ada'))
  await one.tell('w1', trouble)
  expect(one.sent.map(({ to }) => to)).toEqual(['bo@x.example'])
  await expect(telling(() => true).tell('w1', trouble)).rejects.toThrow('EENVELOPE 550')
})
