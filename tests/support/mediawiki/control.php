<?php
// Resets and switches the tests' wiki, beside MediaWiki and without it. POST ?do=
//   keep&name=…    keeps the database as it is under a name
//   reset&name=…   brings back what was kept, drops caches and sessions, turns every switch off
//   forget         drops caches and sessions
//   switch         sets the switches to those in the body
$folder = $_SERVER['WIKISYNC_FOLDER'];
$kept = "$folder/kept/" . preg_replace( '/\W/', '', $_GET['name'] ?? '' );

$lock = fopen( "$folder/lock", 'c' );
flock( $lock, LOCK_EX ); // Waits for requests that are under way; see settings.php.

$actions = [
	'keep' => static function () use ( $folder, $kept ) {
		if ( !is_dir( $kept ) ) {
			mkdir( $kept );
		}
		foreach ( glob( "$folder/data/*.sqlite" ) as $file ) {
			// WAL lets the others read while one writes; a checkpoint brings everything into the one file.
			$database = new PDO( "sqlite:$file" );
			$database->query( 'PRAGMA journal_mode = WAL' )->fetchAll();
			$database->query( 'PRAGMA wal_checkpoint(TRUNCATE)' )->fetchAll();
			$database = null;
			copy( $file, "$kept/" . basename( $file ) );
		}
	},
	'reset' => static function () use ( $folder, $kept ) {
		if ( !is_dir( $kept ) ) {
			throw new RuntimeException( "nothing was kept as $kept" );
		}
		array_map( 'unlink', glob( "$folder/data/*.sqlite*" ) );
		foreach ( glob( "$kept/*.sqlite" ) as $file ) {
			copy( $file, "$folder/data/" . basename( $file ) );
		}
		file_put_contents( "$folder/switches.json", '{}' );
		apcu_clear_cache();
	},
	'forget' => 'apcu_clear_cache',
	'switch' => static function () use ( $folder ) {
		$switches = json_decode( file_get_contents( 'php://input' ), false, 512, JSON_THROW_ON_ERROR );
		file_put_contents( "$folder/switches.json", json_encode( $switches ) );
	},
];

header( 'Content-Type: text/plain' );
try {
	if ( $_SERVER['REQUEST_METHOD'] !== 'POST' || !isset( $actions[$_GET['do'] ?? ''] ) ) {
		throw new RuntimeException( 'POST with do=' . implode( '|', array_keys( $actions ) ) );
	}
	$actions[$_GET['do']]();
} catch ( Throwable $problem ) {
	http_response_code( 400 );
	echo $problem->getMessage();
}
