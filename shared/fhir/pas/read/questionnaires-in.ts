import { entriesOf, type Message } from '../../read/message/message.ts';

/** Canonicals of the questionnaires that are answered in a message. */
export const questionnairesIn = (message: Message): readonly string[] => [
  ...new Set(entriesOf(message, 'QuestionnaireResponse').flatMap(({ resource }) => resource.questionnaire ?? [])),
];
