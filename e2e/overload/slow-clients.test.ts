// Clients that hold connections and do nothing with them, from an address of their own.
import { connect, type Socket } from 'node:net'
import { platform } from 'node:process'
import { expect, onTestFinished, test } from 'vitest'
import { unlimited } from '../harness/unlimited.ts'
import { createCaller } from './caller.ts'
import { startHouse } from './house.ts'
import { createSender } from './sender.ts'

/** Linux takes all of 127.0.0.0/8 for itself. */
const stranger = '127.0.0.2'

test.skipIf(platform !== 'linux')(
  'who holds connections and sends nothing is cut, and others are served meanwhile',
  async () => {
    const house = await startHouse({ ...unlimited, BRIM_CONNECTIONS: '100' })
    onTestFinished(() => house.brim.kill())
    const { hostname, port } = new URL(house.brim.url)
    const sockets: Socket[] = []
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy()
    })
    const knock = (text: string) =>
      new Promise<string>((resolve) => {
        let heard = ''
        const to = { port: Number(port), host: hostname, localAddress: stranger }
        const socket = connect(to, () => socket.write(text))
        sockets.push(socket)
        socket.setEncoding('latin1').on('data', (chunk) => {
          heard += chunk
        })
        socket.on('error', () => {})
        socket.on('close', () => resolve(heard))
      })
    const head = 'POST /v1/events HTTP/1.1\r\nHost: brim.test\r\n'
    const key = `Authorization: Bearer ${house.quiet.secretKey}\r\n`
    const cut = [
      ...Array.from({ length: 20 }, () => knock(head)),
      ...Array.from({ length: 20 }, () => knock('')),
    ]
    // Bodies have thirty seconds: these hold their places until the test is over.
    for (let i = 0; i < 5; i++) {
      void knock(`${head}${key}Content-Length: 400000\r\n\r\n{"events":[`)
    }
    await expect.poll(() => sockets.every((one) => !one.connecting)).toBe(true)
    // One address may have as many as are free: of these ten half are too many.
    const more = Array.from({ length: 10 }, () => knock(''))
    const states = await Promise.all(
      more.map((one) =>
        Promise.race([
          one.then(() => 'cut'),
          new Promise((resolve) => setTimeout(resolve, 2_000, 'open')),
        ]),
      ),
    )
    const tooMany = states.filter((one) => one === 'cut').length
    expect(tooMany).toBeGreaterThanOrEqual(5)
    expect(tooMany).toBeLessThan(10)

    const caller = createCaller(house.brim.url, { connections: 2 })
    onTestFinished(() => caller.close())
    const quiet = createSender(caller, house.quiet)
    let isOver = false
    const cutOff = Promise.all(cut).finally(() => {
      isOver = true
    })
    while (!isOver) {
      expect((await quiet.send(2)).status).toBe(200)
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    for (const heard of await cutOff) expect(heard).toMatch(/^HTTP\/1\.1 408 /)
    await house.brim.stop()
  },
  90_000,
)
