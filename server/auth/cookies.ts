/** Says who is signed in: an opaque token. */
export const SESSION_COOKIE = 'laci_session'

/** Says which till this device is: its key, kept for good. */
export const DEVICE_COOKIE = 'laci_device'

/** Says which till's customer display this device is: a key of its own, kept for good. */
export const DISPLAY_COOKIE = 'laci_display'

/** Says which language this device was set to. */
export const LOCALE_COOKIE = 'laci_locale'
