<?php
// Reads documents (a JSON string on each line of stdin) and writes what MediaWiki's preprocessor makes of each for a
// view of that page: {"tree": "<root>…</root>"} or {"error": "…"}, a line each. The same calls as the API's
// action=expandtemplates&prop=parsetree, without a request for each document.
require_once getenv( 'MW_INSTALL_PATH' ) . '/maintenance/Maintenance.php';

use MediaWiki\MediaWikiServices;

class WikisyncPreprocess extends Maintenance {
	public function execute() {
		$services = MediaWikiServices::getInstance();
		$parser = $services->getParserFactory()->create();
		$title = $services->getTitleFactory()->newFromText( 'API' );
		$parser->startExternalParse( $title, ParserOptions::newFromAnon(), Parser::OT_PREPROCESS );
		while ( ( $line = fgets( STDIN ) ) !== false ) {
			try {
				$text = json_decode( $line, false, 512, JSON_THROW_ON_ERROR );
				$answer = [ 'tree' => (string)$parser->preprocessToDom( $text ) ];
			} catch ( Throwable $problem ) {
				$answer = [ 'error' => $problem->getMessage() ];
			}
			echo json_encode( $answer, JSON_THROW_ON_ERROR ), "\n";
		}
	}
}

$maintClass = WikisyncPreprocess::class;
require_once RUN_MAINTENANCE_IF_MAIN;
