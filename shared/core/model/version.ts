/** Version of the decision table and what it rests on; goes into every answer and changes whenever an answer could. */
export const ENGINE_VERSION = '0.1.0';
