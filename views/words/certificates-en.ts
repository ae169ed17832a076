import type { certificates as pattern } from './certificates-id.ts'

type Step = (typeof pattern.trust.platforms.android.steps)[number]

const step = (text: string, title: string, rows: readonly string[], tap: number): Step => ({
  text,
  screen: { title, rows, tap }
})

/** What is said of how devices come to trust the box. */
export const certificates: typeof pattern = {
  title: 'Secure connection',
  card: (name) => `Other devices open ${name}`,
  card_alone: 'Laci is open on this box alone',
  intro:
    'All devices in the shop talk to this box encrypted, without internet. Each device is made to trust it once.',
  alone: 'This box is not open to the shop network yet.',
  alone_text:
    'Ask the technician to run scripts/install-service --lan, or to set LACI_HOST=0.0.0.0 and restart the box.',
  add_device: 'Add a device',
  add_text: 'Scan this code with a new device that is in the shop network, then follow the steps.',
  qr_label: (url) => `QR code that leads to ${url}`,
  sheet: 'Instructions to print',
  print: 'Print',
  here: 'Where Laci is',
  here_hint: 'Use the name where it works: it stays the same when addresses change.',
  names: 'Names',
  addresses: 'Addresses',
  no_addresses: 'This box is not connected to any shop network.',
  valid_until: 'Valid until',
  renewed: 'Renewed by itself, and made anew by itself when the address changes.',
  fingerprint: 'Fingerprint',
  fingerprint_hint:
    'When you install it, compare this with what the device shows. If they differ, do not install it.',
  authority_until: 'Devices trust the box until',
  renew: 'Issue the certificate anew',
  name_taken: (name) => `Another box in this network is called laci.local, so this one is called ${name}.`,
  left_out: (names) =>
    `What the devices trust does not cover these names: ${names}. Make a new authority to include them.`,
  anew: 'Make a new authority',
  anew_text:
    'Only if its key may have been stolen. Every tablet, phone and computer has to be made to trust anew, one by one.',
  anew_agree: 'I will make every device trust anew',
  anew_action: 'Make a new authority',
  trust: {
    title: 'Connect this device to Laci',
    checking: 'Checking whether this device trusts the box already…',
    not_yet: 'This device does not trust the Laci box yet. Follow the steps below, just this once.',
    trusted: 'This device trusts the box. Opening Laci…',
    check: 'Check whether it worked',
    why: 'With this, all that goes between this device and the Laci box is encrypted. The trust is for the shop network alone, not for other sites such as a bank.',
    download: 'Get the certificate',
    download_profile: 'Get the profile',
    compare: 'Compare this fingerprint with the one on the Laci box (Settings, Secure connection):',
    other: 'Other devices',
    elsewhere: 'Open this page on another device',
    open: 'Open Laci',
    language: 'Bahasa Indonesia',
    done: 'Done? Press this button:',
    picture: (title, row) => `Screen ${title}: press ${row}`,
    platforms: {
      android: {
        name: 'Android',
        steps: [
          step(
            'Press “Get the certificate” below. The file laci-ca.crt is saved.',
            'Downloads',
            ['laci-ca.crt'],
            0
          ),
          step(
            'Open Settings, then Security & privacy.',
            'Settings',
            ['Battery', 'Security & privacy', 'Location'],
            1
          ),
          step(
            'Choose More security settings, then Encryption & credentials.',
            'Security & privacy',
            ['Device unlock', 'More security settings', 'Encryption & credentials'],
            2
          ),
          step(
            'Choose Install a certificate, then CA certificate.',
            'Install a certificate',
            ['CA certificate', 'VPN & app user certificate', 'Wi-Fi certificate'],
            0
          ),
          step(
            'Press Install anyway, then choose laci-ca.crt.',
            'Your data won’t be private',
            ['Don’t install', 'Install anyway'],
            1
          )
        ]
      },
      ios: {
        name: 'iPhone, iPad',
        steps: [
          step(
            'In Safari, press “Get the profile” below, then Allow.',
            'Download a profile?',
            ['Ignore', 'Allow'],
            1
          ),
          step(
            'Open Settings. Press Profile Downloaded, then Install.',
            'Settings',
            ['Profile Downloaded', 'Wi-Fi', 'Bluetooth'],
            0
          ),
          step('Open General, then About.', 'General', ['About', 'Software Update', 'AirDrop'], 0),
          step(
            'At the bottom: Certificate Trust Settings. Switch Laci on.',
            'Certificate Trust Settings',
            ['Laci  ●'],
            0
          )
        ]
      },
      windows: {
        name: 'Windows',
        steps: [
          step(
            'Press “Get the certificate”, then open laci-ca.crt.',
            'Downloads',
            ['laci-ca.crt', 'Open file'],
            1
          ),
          step('Press Install Certificate.', 'Certificate', ['Install Certificate...', 'OK'], 0),
          step(
            'Choose Current User, then Next.',
            'Certificate Import Wizard',
            ['Current User', 'Local Machine', 'Next'],
            0
          ),
          step(
            'Choose “Place all certificates in the following store”, press Browse, choose Trusted Root Certification Authorities.',
            'Select Certificate Store',
            ['Personal', 'Trusted Root Certification Authorities', 'Enterprise Trust'],
            1
          ),
          step(
            'Press Finish, then Yes. Close the browser and open it again.',
            'Security Warning',
            ['Yes', 'No'],
            0
          )
        ]
      },
      macos: {
        name: 'Mac',
        steps: [
          step(
            'Press “Get the certificate”, then open laci-ca.crt. Keychain Access opens.',
            'Downloads',
            ['laci-ca.crt'],
            0
          ),
          step(
            'Find Laci in the login keychain and double-click it.',
            'Keychain Access',
            ['login', 'Laci'],
            1
          ),
          step(
            'Open Trust, choose Always Trust, then close the window.',
            'Trust',
            ['Use System Defaults', 'Always Trust', 'Never Trust'],
            1
          )
        ]
      },
      linux: {
        name: 'Linux, Chrome',
        steps: [
          step('Press “Get the certificate”.', 'Downloads', ['laci-ca.crt'], 0),
          step(
            'In Chrome open chrome://certificate-manager, choose Local certificates, then those installed by you.',
            'Certificate Manager',
            ['Local certificates', 'Installed by you'],
            1
          ),
          step(
            'Under Trusted certificates press Import, choose laci-ca.crt.',
            'Trusted certificates',
            ['Import', 'Export'],
            0
          )
        ]
      },
      firefox: {
        name: 'Firefox',
        steps: [
          step('Press “Get the certificate”.', 'Downloads', ['laci-ca.crt'], 0),
          step(
            'Open Settings, Privacy & Security. At the bottom press View Certificates.',
            'Privacy & Security',
            ['Certificates', 'View Certificates…'],
            1
          ),
          step(
            'Under Authorities press Import, choose laci-ca.crt.',
            'Certificate Manager',
            ['Authorities', 'Import…'],
            1
          ),
          step(
            'Tick “Trust this CA to identify websites”, then OK.',
            'Downloading Certificate',
            ['☑ Trust for websites', 'OK'],
            0
          )
        ]
      }
    }
  }
}
