/**
 * Who is at the other end: the socket's address or, where that is a proxy which the operator trusts,
 * what it says. Anybody can send `X-Forwarded-For`; only what trusted proxies added to it counts.
 */
import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net'

/** The name under which an address is counted, of a socket's and a header's. */
export type AddressOf = (remote: string | undefined, forwarded: string | undefined) => string

/** An address or a network such as `10.0.0.0/8`. Null where it is neither. */
export function parseNetwork(text: string): { address: string; bits: number } | null {
  const [address = '', bits, ...more] = text.split('/')
  const most = isIPv4(address) ? 32 : isIPv6(address) ? 128 : 0
  const isPlain = bits === undefined || /^\d{1,3}$/.test(bits)
  const length = bits === undefined ? most : Number(bits)
  return most > 0 && more.length === 0 && isPlain && length <= most
    ? { address, bits: length }
    : null
}

export function createAddressOf(trusted: readonly string[]): AddressOf {
  const name = remember(nameOf)
  if (trusted.length === 0) return (remote = '') => name(remote)
  const proxies = new BlockList()
  for (const text of trusted) {
    const network = parseNetwork(text)
    if (!network) throw new TypeError(`"${text}" is no address or network`)
    proxies.addSubnet(network.address, network.bits, familyOf(network.address))
  }
  const isTrusted = remember((address) => proxies.check(address, familyOf(address)))

  return (remote, forwarded = '') => {
    let address = remote ?? ''
    let end = forwarded.length
    // From the right: each proxy adds who came to it. What a stranger has written stays unread.
    while (end > 0 && isIP(address) > 0 && isTrusted(address)) {
      const comma = forwarded.lastIndexOf(',', end - 1)
      const before = bare(forwarded.slice(comma + 1, end))
      if (isIP(before) === 0) break
      address = before
      end = comma
    }
    return name(address)
  }
}

/** Each request asks more than once, and most come from few addresses. */
const mostRemembered = 5_000

function remember<T>(of: (address: string) => T): (address: string) => T {
  const known = new Map<string, T>()
  return (address) => {
    const found = known.get(address)
    if (found !== undefined) return found
    if (known.size >= mostRemembered) known.clear()
    const made = of(address)
    known.set(address, made)
    return made
  }
}

const familyOf = (address: string) => (isIPv4(address) ? 'ipv4' : 'ipv6')

/** Some proxies send a port along. */
function bare(text: string): string {
  const address = text.trim()
  if (isIP(address) > 0) return address
  const [, bracketed] = /^\[([^\]]{1,45})\](?::\d{1,5})?$/.exec(address) ?? []
  if (bracketed) return bracketed
  const [, v4] = /^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/.exec(address) ?? []
  return v4 ?? address
}

const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i

/** Of IPv6 the network: a whole /64 is usually one customer of a provider, who may use all of it. */
function nameOf(address: string): string {
  if (!address.includes(':')) return address
  const [, v4] = mapped.exec(address) ?? []
  if (v4) return v4
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  // A dotted end stands for two groups; it is never among the first four that count here.
  const after = tail ? tail.split(':').flatMap((one) => (one.includes('.') ? ['', ''] : [one])) : []
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length)
  const all = [...groups, ...Array<string>(zeros).fill('0'), ...after]
  return `${all.slice(0, 4).map(withoutZeros).join(':')}::/64`
}

const withoutZeros = (group: string) => group.replace(/^0+(?=.)/, '')
