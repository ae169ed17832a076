const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/

/** Whether a text, in small letters, can be the name of a machine. @see RFC 1123, 2.1 */
export function isHostName(text: string): boolean {
  return text.length <= 253 && NAME.test(text)
}

/** Whether an address or a name is the machine itself, which nobody else reaches. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}
