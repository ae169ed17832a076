import type { tunnel as id } from './tunnel-id.ts'

export const tunnel: typeof id = {
  title: 'From afar',
  card: 'See the shop from anywhere, without opening its router.',
  text: 'The box calls out, so the shop’s router stays shut. All that shows outside is the owner’s door: for looking only, with password and two-step code. The tills go on selling when this connection is down.',
  none: 'There is no way in from afar yet. Choose one of the three below.',
  states: {
    connected: (since) => `connected since ${since}.`,
    waiting: (since) => `down since ${since}. The box goes on trying by itself.`,
    up: (since) => `running since ${since}.`,
    off: () => 'set up, but its service does not run on this box yet.'
  },
  off_text: 'Run this once on the box:',
  whys: {
    starting: 'Connecting.',
    settings: 'Its settings cannot be read. Fill in the server’s address again.',
    'other-key':
      'WARNING: that server shows another key than the one you said yes to. The box refuses to connect, because it may be somebody else’s server. If the server was just reinstalled, compare its key by the button Ask the server below.',
    'key-refused':
      'The server does not accept this box’s key. Run the server-setup command on the server again; the key may have been replaced.',
    'port-taken':
      'The port on the server is still in use. If this stays for more than a minute, choose another: each shop needs a port of its own.',
    'no-name':
      'The server’s name is not found. Usually the shop’s internet is down; if not, check the spelling.',
    'no-network': 'The box has no way to the internet. Check the cable or the router.',
    refused: 'The server turned the connection down. Check that SSH runs there and that its port is right.',
    silent: 'The server does not answer. The shop’s internet may be down, or the server.',
    cut: 'The connection was cut on the way.'
  },
  key_known: 'The key you said yes to:',
  question: {
    title: 'Is this really your server?',
    text: (host) => `${host} shows this key. First compare it with what server-setup printed.`,
    other_title: 'Stop: this server has another key',
    other_text: (host) =>
      `${host} shows a key that is not the one you once said yes to. Unless you reinstalled that server, somebody may be in between: do not accept it, and ask whoever runs the server first.`,
    shown: (kind) => `The key it shows (${kind})`,
    known: 'The key you said yes to',
    compare: 'To see it again, type this on the server:',
    yes: 'Yes, the key is the same',
    other_yes: 'Accept the new key',
    no: 'No, leave it'
  },
  ssh: {
    title: 'Through your own server (SSH)',
    text: 'For those who have or rent a small server. The box connects to it and leaves the owner’s door there, on one port. With the box’s key nobody can enter the server, run anything, or use another port.',
    key_title: 'This box’s key',
    key_text: 'The box makes a pair of keys. The secret one never leaves the box, not even in a backup.',
    key_there: 'The half that anyone may see, for the server:',
    make_key: 'Make the key',
    new_key: 'Replace the key',
    new_key_text: 'The connection is down until the server is given the new key by the command below.',
    make_new_key: 'Make a new key',
    key_first: 'The command appears here once there is a key.',
    server_title: 'Prepare the server',
    server_text:
      'Copy this file to the server and run the command there. The port is filled in at the next step:',
    address_title: 'Where the server is',
    host: 'The server’s name or IP address',
    host_hint: 'For example server.myshop.id',
    port: 'SSH port',
    remote_port: 'Port for this shop on the server',
    remote_port_hint: '1024 to 65535. With several shops, each has a port of its own.',
    look: 'Ask the server',
    remove: 'Forget the server',
    remove_text: 'The box stops connecting to this server. Its key is kept.'
  },
  wireguard: {
    title: 'WireGuard',
    text: 'The owner’s phone joins a private network of server, phone and box. It is back sooner after a cut, but the phone needs the WireGuard app. docs/tunnel.md says how to set it up.'
  },
  cloudflared: {
    title: 'cloudflared',
    text: 'Without a server of your own: through Cloudflare, under your domain name. Cloudflare can read what passes; put Cloudflare Access in front. The program is installed separately, it does not come with Laci.'
  },
  faults: {
    host: 'The server’s address has only letters, digits, dots and hyphens. For example: server.myshop.id',
    port: 'The SSH port is a number from 1 to 65535; usually 22.',
    remote_port: 'The shop’s port is a number from 1024 to 65535.'
  }
}
