import { fakeLab } from '../support/fake-mediawiki/lab.ts';
import { describeChanges, describeMediaWikiChanges } from './changes-contract.ts';
import { describeEdits } from './edit-model.ts';
import { describeMediaWiki } from './media-wiki-contract.ts';
import { describeTroubles } from './troubles-contract.ts';
import { describeWiki } from './wiki-contract.ts';

describeWiki('the fake MediaWiki', fakeLab);
describeMediaWiki('the fake MediaWiki', fakeLab);
describeTroubles('the fake MediaWiki', fakeLab);
describeChanges('the fake MediaWiki', fakeLab);
describeMediaWikiChanges('the fake MediaWiki', fakeLab);
describeEdits('the fake MediaWiki', fakeLab);
