import type {
  form as id_form,
  guide as id_guide,
  sticks as id_sticks,
  tried as id_tried
} from './backup-places-id.ts'

export const form: typeof id_form = {
  title: 'Add a place',
  which: 'Where should the backup go?',
  name: 'Name',
  name_hint: 'For yourself. May stay empty.',
  names: {
    folder: 'The shop’s NAS',
    sftp: 'Computer at home',
    webdav: 'Nextcloud',
    s3: 'Cloud',
    rclone: 'Google Drive'
  },
  path: 'Folder',
  folder_hint:
    'Beginning with a slash, such as /srv/backup or /mnt/nas. The last folder is made if it is not there.',
  host: 'Computer’s address',
  host_hint: 'Such as nas.local or 192.168.1.20',
  port: 'Port',
  user: 'User name',
  sftp_path: 'Folder there',
  sftp_path_hint: 'Without a slash in front: inside that user’s own folder.',
  password: 'Password',
  key: 'Or an SSH private key',
  key_hint: 'Paste the file. If the key has a passphrase, type it as the password.',
  url: 'WebDAV address',
  url_hint: 'Nextcloud: https://cloud.example.com/remote.php/dav/files/NAME/Backup',
  webdav_password: 'App password',
  webdav_password_hint: 'In Nextcloud: Settings, Security, create an app password.',
  service: 'Service',
  endpoint: 'Endpoint',
  region: 'Region',
  bucket: 'Bucket',
  bucket_hint: 'Create it at the service first, for this backup alone, and keep it private.',
  prefix: 'Folder in the bucket',
  access_key: 'Access key',
  secret_key: 'Secret key',
  remote: 'Name of the remote',
  remote_hint: 'As the technician made it with rclone config on this box, such as gdrive.',
  rclone_path: 'Folder there',
  rclone_password: 'Password of rclone’s settings',
  rclone_password_hint: 'Only if the settings are locked.',
  try: 'Try the connection',
  promise: 'Laci writes one small file, reads it back and deletes it. Nothing is kept yet.',
  faults: {
    path: 'The folder is not right yet. Give all of it, beginning with a slash.',
    path_own: 'That folder is inside this box’s own data and would be lost with it. Choose another.',
    host: 'The computer’s address is not right yet. Example: nas.local or 192.168.1.20.',
    port: 'A port is a number from 1 to 65535, usually 22.',
    user: 'Type the user name.',
    url: 'The WebDAV address is not right yet. It begins with https://.',
    endpoint: 'The endpoint is not right yet. It begins with https://.',
    bucket: 'Type the bucket’s name, without slashes.',
    access_key: 'Type the access key.',
    remote: 'Type the name of the rclone remote, without the colon.'
  }
}

export const tried: typeof id_tried = {
  running: 'Trying it…',
  running_text: 'Half a minute at most. You may leave this page.',
  steps: {
    reach: 'Reach the place',
    write: 'Write a small file',
    read: 'Read it back',
    list: 'Find it in the listing',
    delete: 'Delete it'
  },
  ok: 'It works. This place can be used.',
  failed: 'It doesn’t work yet',
  ms: (took) => `${took} ms`,
  free: (size) => `Free space there: ${size}.`,
  clock: (span) => `The clock there is off by ${span}. That usually does no harm.`,
  own_disk:
    'This folder is on the same disk as the shop’s data. If that disk breaks, both are gone. Add another place as well.',
  system: 'In the system’s words',
  save: 'Save and start sending',
  back: 'Correct the form',
  key_title: 'Do you know this computer?',
  key_text: (host) =>
    `${host} is contacted for the first time. Compare its fingerprint before the password is sent.`,
  key_how: 'On that computer: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub',
  key_yes: 'It matches, go on',
  key_no: 'It does not match'
}

export const sticks: typeof id_sticks = {
  found: (size) => `A ${size} stick is plugged in`,
  found_text: (free) => `${free} are free. The files that are on it are left alone.`,
  use: 'Use it for the backup',
  left: 'A backup stick of this shop is back',
  left_text: 'It was used before, then taken off the list. Use it again?',
  use_again: 'Use it again',
  foreign: 'This stick belongs to another shop, so it is left alone.',
  read_only: 'This stick is locked: it can’t be written to. Slide its lock, or use another.',
  first: 'Make a passphrase first. A stick can be lost; what is on it must be locked.',
  bringing: (name) => `${name} is being filled. Don’t pull it yet.`,
  ready: (name) => `${name} may be pulled.`,
  ready_text: 'Everything was written, read back, and is right.',
  pulled: (name) => `${name} was pulled before it was done.`,
  pulled_text: 'No harm done: what was written is whole. Plug it in again and it goes on.',
  how: 'Plug the stick into this box now. It shows up here within a few seconds.',
  waiting: 'Waiting for a stick…',
  name: (size) => `${size} stick`
}

const guide_steps = [
  '1. Install Laci on another computer and plug in this stick.',
  '2. Start Laci on that computer and choose "Restore from a backup".',
  '   A technician may also type:',
  '   laci restore --from FOLDER_OF_THIS_STICK --into NEW_FOLDER',
  '3. Type your passphrase, or the code on the recovery sheet.',
  '4. Compare the last sale with the last slip you have, then sell again.'
]

export const guide: typeof id_guide = {
  file: 'READ-ME-FIRST.txt',
  lines: (store_id, how = guide_steps) => [
    'BACKUP OF A SHOP',
    '================',
    '',
    'This stick holds the backup of a shop that uses Laci.',
    'It is locked. Without the passphrase or the recovery code of the owner,',
    'nobody can read it. If you found it, please give it back.',
    '',
    `Shop number: ${store_id}`,
    '',
    'Is the shop’s box broken, lost or burnt? This is how to restore it:',
    '',
    ...how,
    '',
    'Do not change or delete the folders "laci" and "rescue". Other files on this stick are yours.'
  ],
  rescue_lines: [
    'This stick brings everything: the program, the shop’s data and its settings.',
    'All you need is another computer with Debian 12 or Ubuntu. No internet.',
    '',
    '1. Plug in this stick and sign in as root (or type: sudo -i).',
    '2. Look what the stick is called, for instance sdb1:',
    '      lsblk -o NAME,SIZE,LABEL,MOUNTPOINT',
    '3. Open it, with that name in the place of sdb1:',
    '      mount /dev/sdb1 /mnt',
    '4. Restore:',
    '      sh /mnt/RESTORE',
    '5. Type the passphrase of the shop, or the code on the recovery sheet.',
    '6. Wait a few minutes. At the end stand the last sale that was kept and the address',
    '   to sell at. Compare it with the last slip you have, then sell again.'
  ],
  proven: (day) => `Last proven to restore: ${day}.`,
  not_proven: 'Not yet proven to restore when this was written.'
}
