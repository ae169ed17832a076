import { some } from './doctor-machine-en.ts'
import type { doctor_shop as pattern } from './doctor-shop-id.ts'

export const doctor_shop: typeof pattern = {
  log: {
    title: 'Write-ahead log',
    says: {
      short: ({ waiting_bytes, database_bytes }, say) =>
        `${say.bytes(waiting_bytes)} in the log, ${say.bytes(database_bytes)} in the database.`,
      long: ({ waiting_bytes }, say) =>
        `${say.bytes(waiting_bytes)} wait to be moved into the database. Usually it is little.`,
      too_long_log: ({ waiting_bytes }, say) =>
        `${say.bytes(waiting_bytes)} were never moved into the database. A restart will take long, and the disk fills up.`
    },
    remedies: {
      long: () => 'Wait a little and look again: a large import does that. If it stays, see the Backup page.',
      too_long_log: () => 'See on the Backup page what is stuck, then restart the box when the shop is quiet.'
    }
  },
  printers: {
    title: 'Printers',
    says: {
      well: ({ printers }) => (printers === 1 ? 'The printer is ready.' : `${printers} printers are ready.`),
      none: () => 'There is no paper printer yet.',
      some_ill: ({ ill, printers, names, troubles }, say) =>
        `${ill} of ${printers} printers have trouble: ${say.printers(names, troubles)}.`,
      all_ill: ({ names, troubles, waiting }, say) =>
        `No printer is ready: ${say.printers(names, troubles)}.${waiting > 0 ? ` ${some(waiting, 'slip')} waiting.` : ''}`,
      waiting: ({ uncertain }) => `Of ${some(uncertain, 'slip')} nobody knows whether they came out.`
    },
    remedies: {
      some_ill: () =>
        'Check cable, power and paper. Slips that wait come out by themselves as soon as it is ready.',
      all_ill: () => 'Check cable, power and paper. You can go on selling; the slips follow.',
      waiting: () => 'Look at the paper, then answer in the print queue.'
    }
  },
  places: {
    title: 'Backup places',
    says: {
      well: ({ places }) => `The backup reaches ${some(places, 'place')}.`,
      none_yet: () => 'There is nothing to back up yet.',
      none: () => 'There is no backup place. If this box is gone, everything is.',
      paused: () => 'Every backup place is paused.',
      faulty: ({ names, faults }, say) => `Something is wrong with: ${say.places(names, faults)}.`,
      behind: ({ names, faults, oldest_ms }, say) =>
        `Behind${oldest_ms ? ` by up to ${say.span(oldest_ms)}` : ''}: ${say.places(names, faults)}.`,
      away: ({ names, faults }, say) => `Not plugged in for more than a week: ${say.places(names, faults)}.`,
      one: () => 'The backup is complete, but in one place only.'
    },
    remedies: {
      none: () => 'Add one now; a USB stick will do for a start.',
      paused: () => 'Let them go on again on the Backup page.',
      faulty: () => 'Open the Backup page; it says what is missing, and there you can try again.',
      behind: () => 'Check the internet and the place, then send now from the Backup page.',
      away: () => 'Plug the stick into the box until its light stops blinking.',
      one: () => 'Add a second place, best outside the shop.'
    }
  },
  drill: {
    title: 'Trial restore',
    says: {
      proven: ({ proven_at }, say) => `A restore was last tried and proven ${say.moment(proven_at ?? '')}.`,
      no_place: () => 'There is no backup place to try.',
      failed: ({ names }) => `The last trial restore failed: ${names.join(', ')}.`,
      old: ({ age_ms }, say) => `The last trial restore was ${say.span(age_ms ?? 0)} ago.`,
      never: () => 'No restore was ever tried.'
    },
    remedies: {
      failed: () =>
        'Open the Backup page and see what failed. Until that is put right, count on no copy there.',
      old: () => 'It is tried every night: leave the box on, or run it now on the Backup page.',
      never: () => 'It is tried by itself tonight; or run it now on the Backup page.'
    }
  },
  certificates: {
    title: 'Secure connection',
    says: {
      not_needed: () => 'The box is open to itself alone and needs no certificate.',
      valid: ({ shown_until = '', authority_until = '' }, say) =>
        `The certificate is good until ${say.day(shown_until)} and renews itself; devices trust the box until ${say.day(authority_until)}.`,
      authority_valid: ({ authority_until = '' }, say) =>
        `Devices trust the box until ${say.day(authority_until)}.`,
      none: () => 'There is no certificate yet. It is made when the box first opens to the shop’s network.',
      authority_over: ({ authority_until = '' }, say) =>
        `What devices trust ended ${say.day(authority_until)}. They refuse this box.`,
      authority_soon: ({ authority_until = '' }, say) =>
        `What devices trust ends ${say.day(authority_until)}.`,
      over: ({ shown_until = '' }, say) => `The box’s certificate ended ${say.day(shown_until)}.`,
      soon: ({ shown_until = '' }, say) =>
        `The box’s certificate ends ${say.day(shown_until)} and has not renewed itself.`,
      not_ours: () => 'What answers at the secure port is not this box, or shows another certificate.',
      not_shown: () => 'Nobody answers at the secure port. Tablets can’t open the till.'
    },
    remedies: {
      none: () => 'Start the box once with the shop’s network, then look again.',
      authority_over: () => 'Make a new authority in Secure connection, then walk to each device once.',
      authority_soon: () => 'Plan a quiet hour to make a new authority and to walk to each device.',
      over: () => 'Check the box’s clock above, then restart the box: it makes a new one.',
      soon: () => 'Restart the box when the shop is quiet: it makes a new one.',
      not_ours: () => 'See Ports on this page: another program may hold that port.',
      not_shown: () => 'Restart the box. If it stays so, see Ports on this page.'
    }
  },
  ports: {
    title: 'Ports',
    says: {
      ours: ({ ports }) => `The box answers at all its ports: ${ports.join(', ')}.`,
      free: ({ ports }) => `All ports are free for the box: ${ports.join(', ')}.`,
      taken: ({ wrong }) => `Another program holds port ${wrong.join(', ')}.`,
      silent: ({ wrong }) => `Nobody answers at port ${wrong.join(', ')}.`,
      unsaid: () => 'This system does not show which ports are in use.'
    },
    remedies: {
      taken: () =>
        'Find the program (sudo ss -ltnp) and stop it, or choose another port in /etc/laci/laci.env.',
      silent: () => 'Restart the box. If it stays so, send the support file to your technician.',
      unsaid: () => 'Have a technician look with sudo ss -ltnp.'
    }
  },
  version: {
    title: 'Version',
    says: {
      matches: ({ version, node, sqlite }) => `Laci ${version}, Node ${node}, SQLite ${sqlite}.`,
      newer_tables: ({ version, tables }) =>
        `This data was used by a newer Laci (${tables}) than this one, ${version}.`,
      other_node: ({ version, node, wanted_node }) =>
        `Laci ${version} runs on Node ${node}, and was tested on Node ${wanted_node}.`
    },
    remedies: {
      newer_tables: () => 'Install the newer Laci again. Don’t sell with the old one.',
      other_node: () => 'Start it by scripts/laci or sudo laci, not with the system’s Node.'
    }
  }
}
