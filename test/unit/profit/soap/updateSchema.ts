import type { UpdateField, UpdateObject } from '../../../../nodes/Afas/profit/metainfo/types';
import { element, type XmlElement } from '../../../../nodes/Afas/profit/xml/element';
import { buildXml } from '../../../../nodes/Afas/profit/xml/fastXml';

const xs = (name: string, attributes: Array<[string, string]>, children: XmlElement[] = []) =>
	element(`xs:${name}`, children, attributes);

const sequence = (children: XmlElement[]) => xs('sequence', [], children);

/** AFAS has a type per field; a date field of metainfo can be a date, a date-time or a time. */
function simpleType({ dataType, length }: UpdateField): XmlElement {
	const restriction = (base: string, facets: Array<[string, string]> = []) =>
		xs(
			'restriction',
			[['base', base]],
			facets.map(([name, value]) => xs(name, [['value', value]])),
		);
	switch (dataType) {
		case 'int':
			return restriction('xs:long');
		case 'decimal':
			return restriction('xs:decimal', [
				['totalDigits', '26'],
				['fractionDigits', '10'],
			]);
		case 'boolean':
			return restriction('xs:boolean');
		case 'date':
			return xs('union', [['memberTypes', 'xs:date xs:dateTime xs:time']]);
		default:
			return restriction('xs:string', [
				['minLength', '1'],
				...(dataType === 'string' && length
					? [['maxLength', String(length)] as [string, string]]
					: []),
			]);
	}
}

function objectElement(object: UpdateObject): XmlElement {
	const keys = object.fields.filter(({ primaryKey }) => primaryKey);
	const fields = object.fields.filter(({ primaryKey }) => !primaryKey);
	const content = [
		xs(
			'element',
			[
				['name', 'Fields'],
				['minOccurs', '0'],
			],
			[
				xs(
					'complexType',
					[],
					[
						sequence(
							fields.map((field) =>
								xs(
									'element',
									[
										['name', field.fieldId],
										['minOccurs', '0'],
										['nillable', 'true'],
									],
									[xs('simpleType', [], [simpleType(field)])],
								),
							),
						),
						xs('attribute', [
							['name', 'Action'],
							['type', 'AFASRowAction'],
							['use', 'required'],
						]),
					],
				),
			],
		),
	];
	if (object.objects.length > 0) {
		content.push(
			xs(
				'element',
				[
					['name', 'Objects'],
					['minOccurs', '0'],
				],
				[
					xs(
						'complexType',
						[],
						[
							sequence(
								object.objects.map((below) => {
									const child = objectElement(below);
									return {
										...child,
										attributes: new Map([...child.attributes, ['minOccurs', '0']]),
									};
								}),
							),
						],
					),
				],
			),
		);
	}
	return xs(
		'element',
		[['name', object.name]],
		[
			xs(
				'complexType',
				[],
				[
					sequence([
						xs(
							'element',
							[
								['name', 'Element'],
								['maxOccurs', 'unbounded'],
							],
							[
								xs(
									'complexType',
									[],
									[
										sequence(content),
										...keys.map(({ fieldId }) =>
											xs('attribute', [
												['name', fieldId],
												['type', 'xs:string'],
											]),
										),
									],
								),
							],
						),
					]),
				],
			),
		],
	);
}

/**
 * An XSD of an UpdateConnector as AFAS's are (docs/afas.md 3.8): fields in the order of metainfo, keys as attributes
 * of Element, Action required on Fields, no empty text.
 */
export function updateSchema(root: UpdateObject): string {
	const action = xs(
		'simpleType',
		[['name', 'AFASRowAction']],
		[
			xs(
				'restriction',
				[['base', 'xs:string']],
				['insert', 'update', 'delete'].map((value) => xs('enumeration', [['value', value]])),
			),
		],
	);
	return buildXml(
		xs('schema', [['xmlns:xs', 'http://www.w3.org/2001/XMLSchema']], [objectElement(root), action]),
	);
}
