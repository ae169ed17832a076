import type { camera as camera_id } from './camera-id.ts'

/** The camera as a scanner. */
export const camera: typeof camera_id = {
  open: 'Scan with the camera',
  title: 'Scan with the camera',
  picture: 'What the camera sees',
  starting: 'Opening the camera…',
  ready: 'Hold the barcode inside the frame.',
  again: 'The same item once more? Take it away for a moment, then hold it up again.',
  torch: 'Torch',
  failed: 'The camera could not be opened. Close this and try again.',
  not_allowed:
    'The camera is not allowed yet. Tap the padlock beside the address, allow the camera, then try again.',
  not_found: 'This device has no camera.',
  not_readable: 'Another app is using the camera. Close that app and try again.'
}
