import type { doctor as pattern } from './doctor-id.ts'

/** `1 sale`, `2 sales`. */
function some(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`
}

export const doctor: typeof pattern = {
  title: 'Box doctor',
  intro: 'Looks at this box, one thing after another: what it found, and what there is to do.',
  looking: (left) => `Looking, ${left} more…`,
  waits: 'Waiting its turn…',
  under_way: 'Being measured…',
  as_of: (when) => `Looked at ${when}`,
  all_well: 'The box is well',
  some_watch: (count) => (count === '1' ? 'One thing wants a look' : `${count} things want a look`),
  some_bad: (count) =>
    count === '1' ? 'One thing must be put right now' : `${count} things must be put right now`,
  again: 'Look again',
  print: 'Print',
  copy: 'Copy what was found',
  copied: 'Copied',
  as_text: 'The findings as text, to be sent by WhatsApp',
  support: 'Download the support file',
  support_hint:
    'For a technician: the findings above, versions, how many rows there are, and the log’s errors. No names, telephone numbers, goods, money or passwords. Read it before you send it, if you like.',
  open: 'Open the page for it',
  remedy: 'What to do',
  verdicts: { good: 'Fine', watch: 'Wants a look', bad: 'Act now', unknown: 'Not known' },
  today_bad: (count) =>
    count === '1'
      ? 'This box is unwell: one thing must be put right now'
      : `This box is unwell: ${count} things must be put right now`,
  today_open: 'See the doctor',
  place_faults: { behind: 'more than a day behind' },
  checks: {
    box: {
      title: 'Box',
      says: {
        runs: ({ runs_ms }, say) =>
          runs_ms === undefined ? 'The box runs.' : `The box has run for ${say.span(runs_ms)}.`,
        stopped: () => 'The box does not run. No till can sell.',
        no_shop: () => 'There is no shop in this data folder yet.'
      },
      remedies: {
        stopped: () =>
          'Start it: sudo systemctl restart laci. If it stops again, send the support file to your technician.',
        no_shop: () =>
          'Check LACI_DATA: it may point to another folder, or the disk with the data is not mounted.'
      }
    },
    room: {
      title: 'Room on the disk',
      says: {
        enough: ({ free_bytes, total_bytes }, say) =>
          `${say.bytes(free_bytes)} of ${say.bytes(total_bytes)} are free.`,
        little: ({ free_bytes, total_bytes }, say) =>
          `Only ${say.bytes(free_bytes)} of ${say.bytes(total_bytes)} are free.`,
        hardly: ({ free_bytes, total_bytes }, say) =>
          `The disk is nearly full: ${say.bytes(free_bytes)} of ${say.bytes(total_bytes)} are left.`,
        no_files: () => 'The disk can take no more files, although there is room.',
        read_only: () => 'The disk can only be read. No sale can be kept.',
        unsaid: () => 'This disk does not say how much room it has.'
      },
      remedies: {
        little: () => 'Delete files from this box that are not Laci’s, or put in a larger disk.',
        hardly: () =>
          'Make room now: downloads, photos, old system logs (sudo journalctl --vacuum-size=100M). Leave the shop’s data alone.',
        no_files: () =>
          'Have a technician delete the many small files outside the data folder (look with df -i).',
        read_only: () =>
          'Usually the disk is failing. Make sure the backup is complete, then replace the disk and restore the shop from its backup.',
        unsaid: () => 'Have a technician look where the data folder is (df -h).'
      }
    },
    health: {
      title: 'Health of the disk',
      says: {
        well: ({ used_percent }, say) =>
          used_percent === undefined
            ? 'The disk calls itself sound.'
            : `The disk calls itself sound, with ${say.figure(used_percent)}% of its life used up.`,
        no_errors: () => 'No error was ever written down. The disk itself does not tell its age.',
        failing: () => 'The disk says that it is about to fail.',
        errors: ({ errors = 0 }) => `The file system has written down ${some(errors, 'error')}.`,
        worn: ({ used_percent = 0 }, say) => `${say.figure(used_percent)}% of the disk’s life is used up.`,
        unsaid: () => 'This disk says nothing of its health.'
      },
      remedies: {
        failing: () => 'Replace the disk today. Make sure first that the backup is complete.',
        errors: () =>
          'Make sure the backup is complete, then have a technician check (fsck) or replace the disk.',
        worn: () => 'Plan to replace the disk. Make sure the backup is complete.',
        unsaid: () =>
          'A technician can install smartmontools and run sudo smartctl -H. The backup is what to rely on either way.'
      }
    },
    sync: {
      title: 'Honest saving',
      says: {
        passed_on: ({ saves, middle_ms }, say) =>
          `${some(saves, 'trial save')} really reached the disk, ${say.ms(middle_ms)} ms each. That the disk itself obeys, only a pulled plug can prove.`,
        refused: ({ code = '' }) => `A trial save was refused (${code}).`,
        in_memory: () => 'The data folder lies in memory and on no disk. A power cut takes everything.',
        switched_off: () =>
          'The protection of writes (barriers) is switched off for this file system. A power cut may take the last sales.',
        kept_back: ({ saves, writes = 0 }) =>
          `Only ${writes} of ${some(saves, 'trial save')} reached the disk, while all were called saved.`,
        no_flush: ({ saves, flushes = 0 }) =>
          `The disk keeps data in its own memory, and was told to write it down only ${flushes} times in ${some(saves, 'save')}.`,
        too_fast: ({ middle_ms }, say) =>
          `The disk answers in ${say.ms(middle_ms)} ms, faster than one of its kind can be. It may only claim to have written.`,
        virtual: ({ saves, middle_ms }, say) =>
          `This box is a virtual machine. ${some(saves, 'trial save')} were taken (${say.ms(middle_ms)} ms), but what the machine below does with them can’t be seen from here.`,
        no_disk: ({ file_system }) =>
          `The data folder lies on ${file_system || 'something'} that doesn’t show its disk. Whether it saves honestly can’t be measured.`
      },
      remedies: {
        refused: () => 'The disk won’t write. Look at room and health on this page, then call a technician.',
        in_memory: () => 'Move the data folder (LACI_DATA) to an SSD or eMMC today.',
        switched_off: () =>
          'Have a technician take nobarrier or barrier=0 out of /etc/fstab and restart the box.',
        kept_back: () =>
          'Have a technician look for a program that leaves out fsync (such as libeatmydata), or a file system that puts it off.',
        no_flush: () => 'Have a technician check the file system’s options and the disk’s queue/write_cache.',
        too_fast: () =>
          'Try it on purpose: sell something, pull the plug, see whether the sale is there. Use a small UPS until you know.',
        virtual: () =>
          'Ask whoever runs the machine to make sure that its disk uses no unsafe cache (cache=unsafe).',
        no_disk: () => 'In a shop, keep the data on an SSD or eMMC inside the box, not on a network drive.'
      }
    },
    memory: {
      title: 'Memory',
      says: {
        enough: ({ free_bytes = 0, total_bytes = 0, box_bytes }, say) =>
          `${say.bytes(free_bytes)} of ${say.bytes(total_bytes)} are free${box_bytes ? `; Laci holds ${say.bytes(box_bytes)}` : ''}.`,
        little: ({ free_bytes = 0, total_bytes = 0 }, say) =>
          `Only ${say.bytes(free_bytes)} of ${say.bytes(total_bytes)} are free.`,
        hardly: ({ free_bytes = 0, total_bytes = 0 }, say) =>
          `Memory is nearly used up: ${say.bytes(free_bytes)} of ${say.bytes(total_bytes)}.`,
        killed: ({ killed = 0 }) =>
          `Since it was started, the system ended ${some(killed, 'process').replace('processs', 'processes')} of Laci for want of memory.`,
        unsaid: () => 'This system does not say how much memory it has.'
      },
      remedies: {
        little: () => 'Close other programs on this box, above all browsers with many tabs.',
        hardly: () => 'Close other programs now, then restart the box when the shop is quiet.',
        killed: () => 'Run no other programs on this box. If it happens again, add memory.',
        unsaid: () => 'Have a technician look with free -m.'
      }
    },
    clock: {
      title: 'Clock and time zone',
      says: {
        set: ({ now, zone }, say) =>
          `The box says ${say.hour(now)}, ${say.day(now)} (${zone}), and is set by the internet.`,
        too_early: ({ now }, say) => `The box says ${say.moment(now)}. That is certainly wrong.`,
        not_set: ({ now, zone }, say) =>
          `The box says ${say.hour(now)}, ${say.day(now)} (${zone}). Nobody outside sets its clock.`,
        unsaid: ({ now, zone }, say) =>
          `The box says ${say.hour(now)}, ${say.day(now)} (${zone}). The system doesn’t say whether anybody sets its clock.`
      },
      remedies: {
        too_early: () =>
          'Set the clock now (sudo timedatectl set-time), then look at the box’s clock battery.',
        not_set: () =>
          'Compare it with your phone. If they differ by more than a minute, connect the internet or have a technician set it.',
        unsaid: () =>
          'Compare it with your phone. If they differ by more than a minute, have a technician set it.'
      }
    },
    battery: {
      title: 'Clock battery',
      says: {
        keeps_time: () => 'The clock goes on while the power is off: it never went back in a month.',
        behind: ({ behind_ms }, say) =>
          `The clock is ${say.span(behind_ms)} behind the last thing that happened in this shop. That is what an empty clock battery looks like.`,
        went_back: ({ times_back }) => `The clock went back ${some(times_back, 'time')} in the last month.`,
        differs: ({ board_off_ms }, say) =>
          `The clock on the board is ${say.span(Math.abs(board_off_ms ?? 0))} off the system’s.`,
        no_clock: () =>
          'This box shows no clock with a battery. After a power cut its time may be wrong until the internet is there.'
      },
      remedies: {
        behind: () =>
          'Set the clock now, then replace the clock battery (usually a CR2032). Sales are safe; only the time is wrong.',
        went_back: () =>
          'If that was after a power cut, replace the clock battery inside the box (usually a CR2032).',
        differs: () =>
          'Set the board’s clock: sudo hwclock --systohc. If it drifts again, replace its battery.',
        no_clock: () =>
          'Fit a clock module (RTC), or wait for the internet before you open the shop after a power cut.'
      }
    },
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
        long: () =>
          'Wait a little and look again: a large import does that. If it stays, see the Backup page.',
        too_long_log: () =>
          'See on the Backup page what is stuck, then restart the box when the shop is quiet.'
      }
    },
    printers: {
      title: 'Printers',
      says: {
        well: ({ printers }) =>
          printers === 1 ? 'The printer is ready.' : `${printers} printers are ready.`,
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
        away: ({ names, faults }, say) =>
          `Not plugged in for more than a week: ${say.places(names, faults)}.`,
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
  },
  unmeasured: {
    title: '',
    says: {
      too_long: ({ seconds = 0 }) => `Could not be measured in ${some(seconds, 'second')}.`,
      broke: ({ code = '' }) => `Could not be looked at (${code}).`
    },
    remedies: {
      too_long: () =>
        'Something doesn’t answer: a disk that hangs, or a network drive that is gone. Look again; if it stays, call a technician.',
      broke: () => 'Look again. If it stays, send the support file to your technician.'
    }
  }
}
