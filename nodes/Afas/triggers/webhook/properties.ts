import type { INodeProperties, TriggerPanelDefinition } from 'n8n-workflow';
import { chosenField } from '../../parameters/connectorField';
import { getConnectorChoice } from '../../parameters/connectorLocator';
import { choices } from '../../parameters/kinds/choice';
import { ifAdded, options } from '../../parameters/kinds/collection';
import { list } from '../../parameters/kinds/text';
import { whole } from '../../parameters/kinds/whole';
import { shownName, subtitle } from '../../parameters/subtitle';
import { EVENT_TYPES } from '../../profit/webhook/event';

const EVENT_NAMES: Record<(typeof EVENT_TYPES)[number], string> = {
	'subject.created': 'Dossier Item Created',
	'subject.deleted': 'Dossier Item Deleted',
	'subject.reaction.created': 'Reaction Created',
	'subject.reaction.deleted': 'Reaction Deleted',
	'subject.reaction.updated': 'Reaction Updated',
	'subject.updated': 'Dossier Item Updated',
	'test.executed': 'Test',
	'workflow.action.executed': 'Workflow Action Executed',
	'workflow.task.entered': 'Workflow Task Entered',
};

const EVENTS = EVENT_TYPES.map((value) => ({ name: EVENT_NAMES[value], value })).sort((a, b) =>
	a.name.localeCompare(b.name),
);

/** What the canvas shows under the trigger: `Dossier Item Created, Dossier Item Updated`. */
export const webhookSubtitle = subtitle([
	`$parameter["events"].map((event) => ${shownName(EVENTS, 'event')} || event).join(", ")`,
]);

const WHILE_BUILDING =
	"<b>While building your workflow</b>, give the webhook in Profit the Test URL, click the 'execute step' button, and make an event happen in Profit, or let Profit send a test. It shows up in this editor.<br /><br />";

/** The text next to the parameters. n8n's own does not say that a user sets up the webhook in Profit. */
export const webhookPanel: TriggerPanelDefinition = {
	header: '',
	executionsHelp: {
		inactive: `${WHILE_BUILDING}<b>Once you're happy with your workflow</b>, give the webhook in Profit the Production URL and publish the workflow. Then each event under 'Trigger On' starts it. These executions show up in the executions list, but not in this editor.`,
		active: `${WHILE_BUILDING}<b>Your workflow is published</b>: with the Production URL in Profit, each event under 'Trigger On' starts it. These executions show up in the <a data-key="executions">executions list</a>, but not in this editor.`,
	},
	activationHint:
		'Once your workflow is finished, publish it and give the webhook in Profit the Production URL.',
};

/** The events that start the workflow. */
export const wantedEvents = choices({
	displayName: 'Trigger On',
	name: 'events',
	default: ['subject.created', 'subject.updated'],
	options: EVENTS,
	hint: 'Choose Test as well to let a test of Profit start the published workflow',
});

const filters = {
	maxAge: whole({
		displayName: 'Maximum Age (Hours)',
		name: 'maxAge',
		default: 0,
		min: 0,
		restricts: true,
		description:
			'Older events start nothing. 0 accepts any age, because AFAS resends an event for a long time if it was not received.',
	}),
	subjectTypes: list({
		displayName: 'Dossier Item Types',
		name: 'subjectTypes',
		restricts: true,
		placeholder: 'e.g. 12,15',
		description:
			'The numbers of the types of dossier items whose events start the workflow, separated by commas. Leave it empty for all types.',
	}),
	workflows: list({
		displayName: 'Workflows',
		name: 'workflows',
		restricts: true,
		placeholder: 'e.g. 6F9619FF8B86D011B42D00CF4FC964FF',
		description:
			'The IDs of the Profit workflows whose events start the workflow, separated by commas; an event holds its ID in <code>WorkflowName</code>. Leave it empty for all.',
	}),
};

/** Options for which events start the workflow, besides their type. */
export const eventOptions = options(filters);

const record = {
	/** The GetConnector with the record of an event; undefined if only the event is wanted. */
	recordConnector: ifAdded(
		getConnectorChoice({
			displayName: 'Record GetConnector',
			name: 'recordConnector',
			optional: true,
			description:
				'AFAS says which dossier item it is about, not what is in it. With a GetConnector of dossier items here, its row is added as <code>record</code>. If that fails, the event comes without it, and <code>recordMissing</code> says why.',
		}),
	),
	recordField: chosenField('getRecordFields', 'options.recordConnector', {
		displayName: 'Record Field Name or ID',
		name: 'recordField',
		hint: 'The field of that GetConnector with the number of the dossier item',
	}),
};

/** Options for the record to add to an event. */
export const recordOptions = options(record);

/** The parameters of the webhook trigger. */
export const webhookProperties: INodeProperties[] = [
	{
		// n8n shows only these tags and links in a notice.
		displayName:
			'Set the webhook up once in Profit (version 8 or later):<ul><li>In the app connector, tab Webhooks, add a webhook with the Production URL above and a password.</li><li>Put the same password in Webhook Password in the credential.</li><li>Turn the webhook on at each type of dossier item, workflow task and workflow action that it is for.</li></ul>',
		name: 'setUpNotice',
		type: 'notice',
		default: '',
	},
	wantedEvents.property,
	options({ ...filters, ...record }).property,
];
