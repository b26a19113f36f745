/** What the paths of all operations begin with at this host. */
export const api_path = '/api/v1';
