// Rules for what the user reads and fills in, on evaluated descriptions: what n8n's guidelines ask for and its
// lint rules do not see (or see only in part). Sources: n8n UX guidelines and node review checklist.
import type {
	ICredentialType,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyMode,
	INodePropertyOptions,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

/** Parameters that n8n itself adds as keys of displayOptions. */
const SPECIAL_KEYS = new Set(['@version', '@tool', '@feature']);
const SMALL_WORDS =
	/^(?:a|an|and|as|at|because|but|by|en|for|if|in|neither|nor|of|off|on|or|only|over|per|so|some|than|that|the|to|up|upon|versus|via|vs|when|with|without|yet)$/;
const WITHOUT_TEXT_RULES = new Set(['hidden', 'notice', 'callout']);
const WEAK_DESCRIPTIONS = new Set([
	'resource to consume',
	'resource to operate on',
	'operation to perform',
	'action to perform',
	'method of authentication',
]);
/** Texts say what happened or what to do instead. */
const EMPTY_WORDS = /\b(?:errors?|problems?|failures?|failed|mistakes?)\b/i;
/** n8n's own name of a setting. */
const ON_ERROR = /\bOn Error\b/g;
/** n8n drops all other tags from a notice, and joins what they kept apart. */
const NOTICE_TAGS = /<(?!\/?(?:a|ul|li)\b)[^>]*>/;
const EMOJI = /\p{Extended_Pictographic}/u;

type Report = (path: string, message: string) => void;

/** Where a parameter stands: its neighbours, and the parameters of the node for keys that begin with a slash. */
interface Scope {
	siblings: INodeProperties[];
	root: INodeProperties[];
	report: Report;
	/** Names of the methods of the node, by kind. */
	methods: Map<string, Set<string>>;
	insideCollection: boolean;
}

/** What breaks the rules in a node, each as `path: what is wrong`. */
export function checkNode(node: INodeType): string[] {
	const { description } = node;
	return collect(description.name, (report) => {
		checkNodeItself(description, report);
		const methods = new Map(
			Object.entries(node.methods ?? {}).map(([kind, byName]) => [
				kind,
				new Set(Object.keys(byName ?? {})),
			]),
		);
		checkProperties(description.name, {
			siblings: description.properties,
			root: description.properties,
			report,
			methods,
			insideCollection: false,
		});
		checkOneName(description.name, description.properties, report);
	});
}

/** What breaks the rules in a credential, each as `path: what is wrong`. */
export function checkCredential(type: ICredentialType): string[] {
	return collect(type.name, (report) => {
		if (!type.name.endsWith('Api')) report(type.name, 'name does not end with Api');
		if (!type.displayName.endsWith(' API')) report(type.name, 'displayName does not end with API');
		checkTitle(type.displayName, type.name, report);
		if (!type.documentationUrl?.startsWith('https://')) {
			report(type.name, 'documentationUrl is not a full https URL');
		}
		if (type.icon === undefined) report(type.name, 'has no icon');
		checkProperties(type.name, {
			siblings: type.properties,
			root: type.properties,
			report,
			methods: new Map(),
			insideCollection: false,
		});
		for (const { name, type: kind, typeOptions } of type.properties) {
			const isSecret = /secret|password|token$|privateKey$/i.test(name) && kind === 'string';
			if ((isSecret || typeOptions?.expirable === true) && typeOptions?.password !== true) {
				report(`${type.name}/${name}`, 'is shown in clear: typeOptions.password is missing');
			}
		}
	});
}

function collect(name: string, check: (report: Report) => void): string[] {
	const found: string[] = [];
	check((path, message) => found.push(`${path}: ${message}`));
	if (!isCamelCase(name)) found.push(`${name}: name is not in camelCase`);
	return found;
}

function checkNodeItself(description: INodeTypeDescription, report: Report): void {
	const { name, displayName, subtitle, properties, icon, codex } = description;
	checkTitle(displayName, name, report);
	checkText(description.description, name, report);
	if (icon === undefined && codex === undefined) report(name, 'has neither icon nor codex');
	if (subtitle === undefined) report(name, 'has no subtitle');
	const panel = description.triggerPanel;
	if (typeof panel === 'object') {
		for (const text of [panel.header, panel.executionsHelp, panel.activationHint].flatMap(
			textsOf,
		)) {
			checkWords(text, `${name}/triggerPanel`, report);
		}
	}
	const names = new Set(properties.map((property) => property.name));
	for (const [, used] of (subtitle ?? '').matchAll(/\$parameter(?:\["(\w+)"\]|\.\w+)/g)) {
		if (used !== undefined && !names.has(used)) {
			report(name, `subtitle names the unknown parameter "${used}"`);
		}
	}
}

function checkProperties(parent: string, scope: Scope): void {
	for (const property of scope.siblings) {
		checkProperty(property, `${parent}/${property.name}`, scope);
	}
	checkSameNames(parent, scope);
}

function checkProperty(property: INodeProperties, path: string, scope: Scope): void {
	const { report } = scope;
	const { name, type, displayName } = property;
	if (!isCamelCase(name)) report(path, 'name is not in camelCase');
	if (!WITHOUT_TEXT_RULES.has(type)) checkTitle(displayName, path, report);
	checkTexts(property, path, report);
	if ('required' in property && property.required === false) {
		report(path, '`required: false` says nothing; leave it out');
	}
	if (scope.insideCollection && property.required) report(path, 'is required inside a collection');
	checkDefault(property, path, report);
	checkPlaceholder(property, path, report);
	if (type === 'boolean' && !property.description?.startsWith('Whether ')) {
		report(path, 'description of a boolean does not start with "Whether"');
	}
	if ((name === 'resource' || name === 'operation') && property.noDataExpression !== true) {
		report(path, 'noDataExpression is missing');
	}
	checkFixedTexts(property, path, report);
	if (type === 'notice') checkNotice(displayName, path, report);
	checkMethods(property, path, scope);
	for (const [when, conditions] of Object.entries(property.displayOptions ?? {})) {
		if (when !== 'show' && when !== 'hide') continue;
		checkConditions(conditions as Record<string, unknown[]>, path, scope);
	}
	checkParts(property, path, scope);
}

function checkParts(property: INodeProperties, path: string, scope: Scope): void {
	const { report } = scope;
	if (property.type === 'collection') {
		const siblings = (property.options ?? []) as INodeProperties[];
		checkProperties(path, { ...scope, siblings, insideCollection: true });
	} else if (property.type === 'fixedCollection') {
		for (const group of (property.options ?? []) as INodePropertyCollection[]) {
			const groupPath = `${path}/${group.name}`;
			if (!isCamelCase(group.name)) report(groupPath, 'name is not in camelCase');
			checkTitle(group.displayName, groupPath, report);
			checkProperties(groupPath, { ...scope, siblings: group.values, insideCollection: false });
		}
	} else if (property.options) {
		checkOptions(property, path, report);
	}
	for (const mode of property.modes ?? []) checkMode(mode, `${path}/${mode.name}`, scope);
}

function checkOptions(property: INodeProperties, path: string, report: Report): void {
	const options = property.options as INodePropertyOptions[];
	for (const key of ['name', 'value'] as const) {
		const all = options.map((option) => option[key]);
		const repeated = all.filter((value, index) => all.indexOf(value) !== index);
		if (repeated.length > 0) report(path, `option ${key} "${repeated.join('", "')}" is not unique`);
	}
	for (const option of options) {
		const optionPath = `${path}/${option.value}`;
		checkTitle(option.name, optionPath, report);
		checkTexts({ ...option, displayName: option.name }, optionPath, report);
		if (property.name === 'operation') checkOperation(option, optionPath, report);
	}
}

function checkOperation(option: INodePropertyOptions, path: string, report: Report): void {
	const { action, description, name } = option;
	if (action === undefined) {
		report(path, 'operation has no action');
	} else {
		if (/\b(?:a|an|the)\b/i.test(action)) report(path, `action "${action}" has an article`);
		if (!/^[A-Z]/.test(action) || /\.$/.test(action)) {
			report(path, `action "${action}" is not in sentence case without a full stop`);
		}
		const secondCapital = action
			.split(' ')
			.slice(1)
			.find((word) => /^[A-Z][a-z]*$/.test(word) && word !== 'Profit');
		if (secondCapital !== undefined) {
			report(path, `action "${action}" has a capital in "${secondCapital}"`);
		}
	}
	if (!description) report(path, 'operation has no description');
	else if (saysTheSame(description, name) || saysTheSame(description, action ?? '')) {
		report(path, 'description says no more than the name or the action');
	}
}

function checkMode(mode: INodePropertyMode, path: string, scope: Scope): void {
	const { report } = scope;
	checkTitle(mode.displayName, path, report);
	checkText(mode.hint, path, report);
	if (mode.type === 'string' && !mode.placeholder?.startsWith('e.g. ')) {
		report(path, 'placeholder does not start with "e.g. "');
	}
	const method = mode.typeOptions?.searchListMethod;
	if (method !== undefined) demandMethod('listSearch', method, path, scope);
}

function checkMethods({ typeOptions }: INodeProperties, path: string, scope: Scope): void {
	if (typeOptions?.loadOptionsMethod !== undefined) {
		demandMethod('loadOptions', typeOptions.loadOptionsMethod, path, scope);
	}
	const mapping = typeOptions?.resourceMapper?.resourceMapperMethod;
	if (mapping !== undefined) demandMethod('resourceMapping', mapping, path, scope);
	for (const dependency of typeOptions?.loadOptionsDependsOn ?? []) {
		const [name, ...rest] = dependency.replace(/^[./]+/, '').split('.');
		const target = [...scope.siblings, ...scope.root].find((property) => property.name === name);
		if (target === undefined) {
			scope.report(path, `loadOptionsDependsOn names the unknown parameter "${dependency}"`);
		} else if (target.type === 'resourceLocator' && rest.join('.') !== 'value') {
			scope.report(path, `loadOptionsDependsOn needs "${name}.value" for a resource locator`);
		}
	}
}

function demandMethod(kind: string, name: string, path: string, scope: Scope): void {
	if (!scope.methods.get(kind)?.has(name)) {
		scope.report(path, `the node has no ${kind} method "${name}"`);
	}
}

function checkFixedTexts(property: INodeProperties, path: string, report: Report): void {
	const { name, type, description, typeOptions } = property;
	if (name === 'limit' && type === 'number') {
		if (property.default !== 50) report(path, 'default of Limit is not 50');
		if ((typeOptions?.minValue ?? 0) < 1) report(path, 'Limit has no minValue of at least 1');
		if (description !== 'Max number of results to return') {
			report(path, 'description of Limit is not "Max number of results to return"');
		}
	}
	if (/^events?$/.test(name) && property.displayName !== 'Trigger On') {
		report(path, 'the events of a trigger are not called "Trigger On"');
	}
	const all = 'Whether to return all results or only up to a given limit';
	if (name === 'returnAll' && description !== all) {
		report(path, `description of Return All is not "${all}"`);
	}
}

function checkDefault(property: INodeProperties, path: string, report: Report): void {
	const { type } = property;
	const value: unknown = property.default;
	if (value === undefined) {
		report(path, 'has no default');
		return;
	}
	if (!hasRightType(property, value)) {
		report(path, `default ${JSON.stringify(value)} does not fit the type ${type}`);
	}
}

function hasRightType(property: INodeProperties, value: unknown): boolean {
	const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
	const values = () => (property.options as INodePropertyOptions[]).map((option) => option.value);
	const isDynamic = property.typeOptions?.loadOptionsMethod !== undefined;
	switch (property.type) {
		case 'string':
		case 'dateTime':
		case 'notice':
		case 'color':
			return typeof value === 'string';
		case 'json':
			return typeof value === 'string' || typeof value === 'object';
		case 'number':
			return typeof value === 'number';
		case 'boolean':
			return typeof value === 'boolean';
		case 'options':
			return isDynamic ? value === '' : values().includes(value as string);
		case 'multiOptions':
			if (!Array.isArray(value)) return false;
			return isDynamic
				? value.length === 0
				: value.every((one) => values().includes(one as string));
		case 'collection':
		case 'fixedCollection':
			return isObject;
		case 'resourceLocator':
			return (
				isObject &&
				(property.modes ?? []).some(({ name }) => name === (value as { mode?: string }).mode) &&
				typeof (value as { value?: unknown }).value === 'string'
			);
		case 'resourceMapper':
			return isObject && (value as { mappingMode?: unknown }).mappingMode === 'defineBelow';
		default:
			return true;
	}
}

function checkPlaceholder(property: INodeProperties, path: string, report: Report): void {
	const { placeholder, type } = property;
	if (placeholder === undefined) return;
	if (type === 'collection' || type === 'fixedCollection') {
		// The text of the button that adds an entry.
		if (!placeholder.startsWith('Add ')) report(path, 'button text does not start with "Add "');
	} else if (!placeholder.startsWith('e.g. ')) {
		report(path, 'placeholder does not start with "e.g. "');
	}
}

function checkTexts(
	texts: Pick<INodeProperties, 'displayName' | 'description' | 'hint' | 'placeholder'>,
	path: string,
	report: Report,
): void {
	const { displayName, description } = texts;
	const all = [displayName, description, texts.hint, texts.placeholder].map((text) => text ?? '');
	for (const text of all) {
		if (EMOJI.test(text)) report(path, `"${text}" has an emoji`);
		checkWords(text, path, report);
		if (text !== text.trim() || / {2}/.test(text)) report(path, `"${text}" has needless spaces`);
		const plain = text.replace(/<[^>]*>|https?:\S+/g, ' ');
		const miscased = /\b(?:[iI]ds?|[uU]rls?|[jJ]son|[xX]ml)\b/.exec(plain);
		if (miscased) report(path, `"${miscased[0]}" is not in upper case`);
	}
	checkText(description, path, report);
	checkText(texts.hint, path, report);
	if (description !== undefined && saysTheSame(description, displayName)) {
		report(path, 'description says no more than the name');
	}
	if (WEAK_DESCRIPTIONS.has(description?.toLowerCase() ?? '')) {
		report(path, `"${description}" tells nothing`);
	}
}

function checkWords(text: string, path: string, report: Report): void {
	const empty = EMPTY_WORDS.exec(text.replace(ON_ERROR, ''));
	if (empty) report(path, `"${text}" says "${empty[0]}" instead of what happens`);
}

function checkNotice(text: string, path: string, report: Report): void {
	const tag = NOTICE_TAGS.exec(text);
	if (tag) report(path, `n8n shows no ${tag[0]} in a notice`);
}

function textsOf(text: string | { active: string; inactive: string } | undefined): string[] {
	if (text === undefined) return [];
	return typeof text === 'string' ? [text] : [text.active, text.inactive];
}

/** One option under several operations has one displayed name: users meet it more than once. */
function checkOneName(parent: string, properties: INodeProperties[], report: Report): void {
	const names = new Map<string, string>();
	for (const { name: collection, type, options } of properties) {
		if (type !== 'collection') continue;
		for (const { name, displayName } of (options ?? []) as INodeProperties[]) {
			const path = `${parent}/${collection}/${name}`;
			const known = names.get(path) ?? displayName;
			if (known !== displayName) report(path, `is called both "${known}" and "${displayName}"`);
			names.set(path, known);
		}
	}
}

/** One sentence has no full stop, several have. */
function checkText(text: string | undefined, path: string, report: Report): void {
	if (text === undefined) return;
	if (text === '') {
		report(path, 'has an empty text');
		return;
	}
	if (/^[a-z]/.test(text)) report(path, `"${text}" does not start with a capital`);
	const plain = text.replace(/<[^>]*>/g, '').replace(/\b(?:e\.g\.|i\.e\.|etc\.|no\.)/g, 'x');
	const hasSeveral = /[.!?]["')]?\s+\S/.test(plain);
	const endsWithStop = /[.!?]["')]?$/.test(plain);
	if (hasSeveral && !endsWithStop)
		report(path, `"${text}" is several sentences without a full stop`);
	if (!hasSeveral && /\.$/.test(plain)) report(path, `"${text}" is one sentence with a full stop`);
}

function checkTitle(title: string, path: string, report: Report): void {
	const words = title.split(/[\s/]+/);
	const wrong = words.find((word, index) => {
		if (!/^[a-z]/.test(word.replace(/^["'(]+/, ''))) return false;
		const isEdge = index === 0 || index === words.length - 1;
		// Words with a capital or a digit inside are names (iDEAL, n8n, x509).
		if (/.[A-Z0-9]/.test(word)) return false;
		return isEdge || !SMALL_WORDS.test(word);
	});
	if (wrong !== undefined) report(path, `"${title}" is not in Title Case: "${wrong}"`);
}

function checkConditions(conditions: Record<string, unknown[]>, path: string, scope: Scope): void {
	for (const [key, wanted] of Object.entries(conditions)) {
		if (SPECIAL_KEYS.has(key)) continue;
		const isFromRoot = key.startsWith('/');
		const name = key.replace(/^\//, '').split('.')[0];
		const candidates = (isFromRoot ? scope.root : scope.siblings).filter(
			(property) => property.name === name,
		);
		if (candidates.length === 0) {
			scope.report(path, `displayOptions name the unknown parameter "${key}"`);
			continue;
		}
		if (key.includes('.')) continue;
		const possible = candidates.filter((candidate) => canShowTogether(candidate, conditions));
		if (possible.length === 0) {
			scope.report(path, `is never shown: "${key}" does not appear under its other conditions`);
			continue;
		}
		for (const value of wanted) {
			if (typeof value === 'object' && value !== null) continue;
			if (!possible.some((candidate) => canBe(candidate, value))) {
				scope.report(path, `displayOptions name the unknown value "${String(value)}" of "${key}"`);
			}
		}
	}
}

function canBe({ type, options, typeOptions }: INodeProperties, value: unknown): boolean {
	if (type === 'boolean') return typeof value === 'boolean';
	if ((type === 'options' || type === 'multiOptions') && !typeOptions?.loadOptionsMethod) {
		return (options as INodePropertyOptions[]).some((option) => option.value === value);
	}
	return true;
}

/** Whether a parameter can be shown while the conditions hold, as far as both name the same parameters. */
function canShowTogether(other: INodeProperties, conditions: Record<string, unknown[]>): boolean {
	return !areDisjoint(other.displayOptions?.show ?? {}, conditions);
}

function areDisjoint(one: Record<string, unknown>, other: Record<string, unknown>): boolean {
	return Object.keys(one).some((key) => {
		const [left, right] = [one[key], other[key]];
		if (!Array.isArray(left) || !Array.isArray(right)) return false;
		if ([...left, ...right].some((value) => typeof value === 'object')) return false;
		return !left.some((value) => right.includes(value));
	});
}

/** Two parameters of one name would both be shown, and n8n keeps one value for both. */
function checkSameNames(parent: string, { siblings, report }: Scope): void {
	siblings.forEach((first, index) => {
		for (const second of siblings.slice(index + 1)) {
			if (first.name !== second.name || first.type === 'notice') continue;
			const shown = [first, second].map(({ displayOptions }) => displayOptions?.show ?? {});
			const differByHiding = isHiddenWhere(first, second) || isHiddenWhere(second, first);
			if (!areDisjoint(shown[0], shown[1]) && !differByHiding) {
				report(`${parent}/${first.name}`, 'appears twice under the same conditions');
			}
		}
	});
}

function isHiddenWhere(one: INodeProperties, other: INodeProperties): boolean {
	const show: Record<string, unknown> = one.displayOptions?.show ?? {};
	return Object.entries(other.displayOptions?.hide ?? {}).some(([key, values]) => {
		const shown = show[key];
		return Array.isArray(shown) && shown.every((value) => (values as unknown[]).includes(value));
	});
}

function isCamelCase(name: string): boolean {
	return /^[a-z][a-zA-Z0-9]*$/.test(name);
}

function saysTheSame(description: string, title: string): boolean {
	const plain = (text: string) =>
		text
			.toLowerCase()
			.replace(/^(?:the|a|an)\s/, '')
			.replace(/[.]$/, '');
	return plain(description) === plain(title);
}
