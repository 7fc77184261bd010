import { writeDavinciConfiguration } from '../../shared/fhir/pas/write/write-davinci-configuration.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { pasServer } from '../../shared/handlers/pas/pas-server.ts';
import { answer } from '../../shared/handlers/reply.ts';

export const davinciConfiguration: Handler = async (request, container) => {
  const { base, version } = pasServer(request, container);
  const hooks = version === '2.2.1' ? `${container.config.PUBLIC_URL}/cds-services` : undefined;
  return answer(writeDavinciConfiguration(base, version, hooks));
};
