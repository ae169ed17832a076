import packed from '../../package.json' with { type: 'json' }

/** Which Laci this is, as the backup and its certificates name it. */
export const APP_VERSION: string = packed.version
