/** Version of the decision procedure; goes into every answer and changes whenever an answer could. */
export const ENGINE_VERSION = '0.1.0';
