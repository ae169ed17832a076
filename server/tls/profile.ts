import { createHash, X509Certificate } from 'node:crypto'

/**
 * A configuration profile for iPhones and iPads that carries the authority's certificate. Its ids come from the
 * certificate, so that installing it again takes the place of the first.
 *
 * @param certificate PEM
 * @param name what a person reads in the list of profiles
 * @see Apple, "Device Management: Profile-Specific Payload Keys", com.apple.security.root
 */
export function appleProfile(certificate: string, name: string): string {
  const der = new X509Certificate(certificate).raw
  const content = der.toString('base64')
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadCertificateFileName</key><string>laci-ca.crt</string>
      <key>PayloadContent</key><data>${content}</data>
      <key>PayloadDisplayName</key><string>${escaped(name)}</string>
      <key>PayloadIdentifier</key><string>id.laci.box.${idOf(der, 'root')}</string>
      <key>PayloadType</key><string>com.apple.security.root</string>
      <key>PayloadUUID</key><string>${idOf(der, 'root')}</string>
      <key>PayloadVersion</key><integer>1</integer>
    </dict>
  </array>
  <key>PayloadDisplayName</key><string>${escaped(name)}</string>
  <key>PayloadIdentifier</key><string>id.laci.box.${idOf(der, 'profile')}</string>
  <key>PayloadRemovalDisallowed</key><false/>
  <key>PayloadType</key><string>Configuration</string>
  <key>PayloadUUID</key><string>${idOf(der, 'profile')}</string>
  <key>PayloadVersion</key><integer>1</integer>
</dict>
</plist>
`
}

function idOf(der: Buffer, part: string): string {
  const hex = createHash('sha256').update(part).update(der).digest('hex').toUpperCase()
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-'
  )
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]!)
}
