import { fileURLToPath } from 'node:url';

export const ROOT_FOLDER = fileURLToPath(new URL('../../', import.meta.url));
