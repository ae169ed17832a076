import type { doctor_machine as pattern } from './doctor-machine-id.ts'

/** `1 sale`, `2 sales`. */
export function some(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`
}

export const doctor_machine: typeof pattern = {
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
      too_early: () => 'Set the clock now (sudo timedatectl set-time), then look at the box’s clock battery.',
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
  }
}
