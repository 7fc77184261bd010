/** Version of the decision table and what it depends on; part of every answer, and changed whenever answers could change. */
export const ENGINE_VERSION = '0.1.0';
