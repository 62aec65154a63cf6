<?php
// Makes the tests' accounts, as JSON on stdin has them (see install-wiki.ts), and abuse filters, in one go.
require_once getenv( 'MW_INSTALL_PATH' ) . '/maintenance/Maintenance.php';

use MediaWiki\Auth\AuthManager;
use MediaWiki\MediaWikiServices;

class WikisyncAccounts extends Maintenance {
	public function execute() {
		$wanted = json_decode( file_get_contents( 'php://stdin' ), true, 512, JSON_THROW_ON_ERROR );
		foreach ( $wanted['accounts'] as $account ) {
			$this->createAccount( $account, $wanted['botPassword'] );
		}
		foreach ( $wanted['filters'] as $number => $filter ) {
			$this->createFilter( $number + 1, $filter );
		}
	}

	private function createAccount( array $account, string $plaintext ) {
		$services = MediaWikiServices::getInstance();
		$user = $services->getUserFactory()->newFromName( $account['name'] );
		if ( !$user->isRegistered() ) {
			$this->check( $services->getAuthManager()
				->autoCreateUser( $user, AuthManager::AUTOCREATE_SOURCE_MAINT, false ) );
		}
		foreach ( $account['groups'] as $group ) {
			$services->getUserGroupManager()->addUserToGroup( $user, $group );
		}
		$everything = $services->getGrantsInfo()->getValidGrants();
		foreach ( $account['botPasswords'] as $botPassword ) {
			$password = BotPassword::newUnsaved( [
				'user' => $user,
				'appId' => $botPassword['label'],
				'grants' => $botPassword['grants'] ?? $everything,
			] );
			$this->check( $password->save(
				'insert',
				$services->getPasswordFactory()->newFromPlaintext( $plaintext )
			) );
		}
	}

	private function check( $status ) {
		if ( !$status->isGood() ) {
			$this->fatalError( (string)$status );
		}
	}

	// There is a form for people, but neither API nor command. Later releases have other columns.
	private function createFilter( int $number, array $filter ) {
		$database = $this->getDB( DB_PRIMARY );
		$row = [
			'af_id' => $number,
			'af_pattern' => "added_lines contains '{$filter['word']}'",
			'af_public_comments' => $filter['word'],
			'af_comments' => '',
			'af_actions' => $filter['action'],
			'af_enabled' => 1,
			'af_hidden' => 0,
			'af_deleted' => 0,
			'af_global' => 0,
			'af_hit_count' => 0,
			'af_throttled' => 0,
			'af_group' => 'default',
			'af_timestamp' => $database->timestamp(),
			'af_user' => 1,
			'af_user_text' => 'Admin',
			'af_actor' => 1,
		];
		$known = static function ( $column ) use ( $database ) {
			return $database->fieldExists( 'abuse_filter', $column, __METHOD__ );
		};
		$database->insert( 'abuse_filter', array_filter( $row, $known, ARRAY_FILTER_USE_KEY ), __METHOD__ );
		$database->insert( 'abuse_filter_action', [
			'afa_filter' => $number,
			'afa_consequence' => $filter['action'],
			'afa_parameters' => implode( "\n", $filter['parameters'] ),
		], __METHOD__ );
	}
}

$maintClass = WikisyncAccounts::class;
require_once RUN_MAINTENANCE_IF_MAIN;
