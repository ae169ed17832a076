/** What kind of device a browser says it runs on. */
export type DeviceKind =
  | 'android-phone'
  | 'android-tablet'
  | 'chromebook'
  | 'ipad'
  | 'iphone'
  | 'linux'
  | 'mac'
  | 'windows'
  | 'other'

/** In the order they are looked for: Android says that it is Linux, too. */
const SIGNS: [RegExp, DeviceKind][] = [
  [/iPhone/, 'iphone'],
  [/iPad/, 'ipad'],
  [/Android.*Mobile/, 'android-phone'],
  [/Android/, 'android-tablet'],
  [/CrOS/, 'chromebook'],
  [/Windows/, 'windows'],
  [/Macintosh/, 'mac'],
  [/Linux/, 'linux']
]

/** Reads a browser's own words about its device. They prove nothing; they help to tell a tablet from a computer. */
export function deviceKind(user_agent: string | undefined): DeviceKind {
  return SIGNS.find(([sign]) => sign.test(user_agent ?? ''))?.[1] ?? 'other'
}
