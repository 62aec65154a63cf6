<?php
// Makes many pages, as {"title": "text"} in JSON on stdin has them, in one go: a request for each takes minutes.
require_once getenv( 'MW_INSTALL_PATH' ) . '/maintenance/Maintenance.php';

use MediaWiki\MediaWikiServices;
use MediaWiki\Revision\SlotRecord;

class WikisyncPages extends Maintenance {
	public function execute() {
		$services = MediaWikiServices::getInstance();
		$admin = $services->getUserFactory()->newFromName( 'Admin' );
		$database = $this->getDB( DB_PRIMARY );
		$pages = json_decode( file_get_contents( 'php://stdin' ), true, 512, JSON_THROW_ON_ERROR );
		foreach ( array_chunk( $pages, 100, true ) as $some ) {
			$this->beginTransaction( $database, __METHOD__ );
			foreach ( $some as $title => $text ) {
				$page = $services->getWikiPageFactory()->newFromTitle( Title::newFromText( $title ) );
				$updater = $page->newPageUpdater( $admin );
				$updater->setContent( SlotRecord::MAIN, new WikitextContent( $text ) );
				$updater->saveRevision( CommentStoreComment::newUnsavedComment( '' ), EDIT_NEW );
			}
			$this->commitTransaction( $database, __METHOD__ );
		}
	}
}

$maintClass = WikisyncPages::class;
require_once RUN_MAINTENANCE_IF_MAIN;
