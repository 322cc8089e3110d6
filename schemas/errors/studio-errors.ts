import type { ErrorCatalogueEntry } from './catalogue.ts';

/** Errors of services and hosts: broken preconditions and I/O, never bad input data (architecture "Errors"). */
export const STUDIO_ERRORS = {
  PROJECT_NOT_FOUND: {
    exit: 3,
    title: 'The project folder is not there.',
    remedy: 'Name an existing folder.',
  },
  PROJECT_NOT_A_FOLDER: {
    exit: 3,
    title: 'The project path is not a folder.',
    remedy: 'Name the folder that holds assets/.',
  },
  PROJECT_NOT_OPEN: { exit: 3, title: 'The project is no longer open.', remedy: 'Open it again.' },
  PROJECT_READ_ONLY: {
    exit: 3,
    title: 'The project cannot be written.',
    remedy: 'Allow writing to the folder, or work on a copy.',
  },
  PROJECT_LOCKED: {
    exit: 3,
    title: 'Another process is changing the project.',
    remedy: 'Wait for it to finish, or stop it.',
  },
  PROJECT_EXISTS: { exit: 3, title: 'The folder is a project already.', remedy: 'Open it instead.' },
  ASSET_NOT_FOUND: {
    exit: 2,
    title: 'No asset has this id or address.',
    remedy: 'List the assets to see ids and addresses.',
  },
  ASSET_AMBIGUOUS: { exit: 2, title: 'More than one asset fits.', remedy: 'Name the asset by its id.' },
  ACTION_BLOCKED: {
    exit: 1,
    title: 'The change cannot be applied.',
    remedy: 'Resolve the named blockers, then preview it again.',
  },
  PLAN_EXPIRED: {
    exit: 3,
    title: 'The workspace changed since the preview.',
    remedy: 'Preview the change again.',
  },
  FIX_NOT_AVAILABLE: {
    exit: 1,
    title: 'There is no such fix for this diagnostic any more.',
    remedy: 'Look at the diagnostics again.',
  },
  TARGET_EXISTS: {
    exit: 3,
    title: 'The target exists already.',
    remedy: 'Choose another name or remove it first.',
  },
  REBUILD_DIFFERS: {
    exit: 3,
    title: 'A rebuild in a second process gave other bytes.',
    remedy: 'Nothing was promoted. Report this: a pack must be reproducible.',
  },
  FILE_NOT_FOUND: { exit: 3, title: 'The file is not there.', remedy: 'Check the path.' },
  FILE_NOT_REGULAR: {
    exit: 3,
    title: 'The path is not a regular file.',
    remedy: 'Name a regular file; links, folders and devices are not read.',
  },
  FILE_CHANGED: { exit: 3, title: 'The file changed while it was used.', remedy: 'Open it again.' },
  PACK_UNREADABLE: {
    exit: 1,
    title: 'The pack cannot be read far enough for this.',
    remedy: 'Inspect it to see what is wrong.',
  },
  IO_DENIED: {
    exit: 3,
    title: 'The operating system denied the access.',
    remedy: 'Check the permissions of the named path.',
  },
  IO_NO_SPACE: {
    exit: 3,
    title: 'There is no space left.',
    remedy: 'Free space on the volume, then try again. Nothing was half-written.',
  },
  IO_FAILED: { exit: 3, title: 'Reading or writing failed.', remedy: 'See the details; try again.' },
  UPLOAD_INVALID: {
    exit: 3,
    title: 'The upload does not fit what was announced.',
    remedy: 'Drop the files again.',
  },
  UPLOAD_TOO_LARGE: {
    exit: 3,
    title: 'The upload is too large.',
    remedy: 'Copy the files into the project folder instead.',
  },
  HANDLE_UNKNOWN: {
    exit: 3,
    title: 'The handle is not known to this host.',
    remedy: 'Choose the file or folder again.',
  },
  JOB_NOT_FOUND: { exit: 3, title: 'There is no such job.', remedy: 'It has probably finished.' },
  GESTURE_REQUIRED: {
    exit: 3,
    title: 'A person must confirm this at the host.',
    remedy: 'Confirm in the dialog, or with the code that the terminal prints.',
  },
  GESTURE_DECLINED: { exit: 4, title: 'The confirmation was declined.', remedy: 'Nothing was changed.' },
  NOT_SUPPORTED: {
    exit: 3,
    title: 'This host cannot do that.',
    remedy: 'Use the desktop application or the command line.',
  },
  PARAMS_INVALID: {
    exit: 2,
    title: 'The request is not well formed.',
    remedy: 'This is a fault of the program that sent it.',
  },
  METHOD_UNKNOWN: {
    exit: 2,
    title: 'There is no such method.',
    remedy: 'This is a fault of the program that sent it.',
  },
  TOO_MANY_REQUESTS: {
    exit: 3,
    title: 'Too many requests are under way.',
    remedy: 'Wait until some of them are answered.',
  },
  STREAM_LAGGED: {
    exit: 3,
    title: 'The reader fell too far behind the stream.',
    remedy: 'Open the stream again; it starts with a snapshot.',
  },
  SENDER_REJECTED: {
    exit: 3,
    title: 'The sender is not allowed to ask.',
    remedy: 'Use the window that the studio opened.',
  },
  CANCELLED: { exit: 4, title: 'The work was cancelled.', remedy: 'Nothing was changed.' },
  USAGE: { exit: 2, title: 'The command line is not well formed.', remedy: 'See --help.' },
  INTERNAL: {
    exit: 3,
    title: 'Something in the program went wrong.',
    remedy: 'Copy the details and report them.',
  },
} as const satisfies Record<string, ErrorCatalogueEntry>;

export type StudioErrorCode = keyof typeof STUDIO_ERRORS;
export const STUDIO_ERROR_CODES = Object.keys(STUDIO_ERRORS) as readonly StudioErrorCode[];
