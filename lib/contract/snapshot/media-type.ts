/** Of the fleet snapshot as bytes. The number is that of the form: a page that was opened before an update asks for the one it knows, and gets JSON. */
export const snapshot_media_type = 'application/vnd.motorpool.fleet-snapshot.2';
