<?php
// Settings of the tests' wiki, read at the end of the LocalSettings.php that MediaWiki's installer wrote.
// $wikisyncFolder is the folder of this run. Its switches.json changes how the wiki behaves; see control.ts.

$wikisyncSwitches = json_decode( (string)file_get_contents( "$wikisyncFolder/switches.json" ), true );

if ( PHP_SAPI !== 'cli' ) {
	usleep( 1000 * ( $wikisyncSwitches['sleepMs'] ?? 0 ) );
	if ( isset( $wikisyncSwitches['unavailable'] ) ) {
		[ 'status' => $wikisyncStatus, 'retryAfter' => $wikisyncRetryAfter ] = $wikisyncSwitches['unavailable'];
		http_response_code( $wikisyncStatus );
		header( "Retry-After: $wikisyncRetryAfter" );
		exit( '<!DOCTYPE html><title>Unavailable</title><p>The wiki is having a rest.' );
	}

	// SQLite lets one write at a time and refuses, rather than delays, a transaction that starts to write when another
	// has done so since it began to read. So whatever may write has the wiki to itself, and a reset waits for
	// everybody. The lock lasts as long as the process works on this request: past the answer, until the deferred
	// updates are through.
	$wikisyncLock = fopen( "$wikisyncFolder/lock", 'c' );
	$wikisyncReads = $_SERVER['REQUEST_METHOD'] !== 'POST' ||
		in_array( $_POST['action'] ?? '', [ 'query', 'parse', 'compare', 'expandtemplates' ], true );
	flock( $wikisyncLock, $wikisyncReads ? LOCK_SH : LOCK_EX );
}

// Whoever asks by another port (a proxy between the wiki and what is tested) gets addresses with that port.
if ( isset( $_SERVER['HTTP_HOST'] ) ) {
	$wgServer = 'http://' . $_SERVER['HTTP_HOST'];
}

// The code is shared with other runs: nothing is written there.
$wgCacheDirectory = "$wikisyncFolder/cache";
$wgUploadDirectory = "$wikisyncFolder/images";

// Sessions live in this cache, and large pages would push them out of it.
$wgMainCacheType = CACHE_ACCEL;
$wgParserCacheType = CACHE_NONE;

// Nothing leaves this machine, and nothing happens that no test asked for.
$wgEnableEmail = false;
$wgPingback = false;
$wgUseInstantCommons = false;
$wgJobRunRate = 0;
$wgBlacklistSettings = [ 'spam' => [ 'files' => [] ], 'email' => [ 'files' => [] ] ];
$wgTitleBlacklistSources = [ [ 'type' => 'localpage', 'src' => 'MediaWiki:Titleblacklist' ] ];

$wgShowExceptionDetails = true;
$wgScribuntoDefaultEngine = 'luastandalone';
foreach ( glob( '/usr/bin/lua5.1' ) as $wikisyncLua ) {
	$wgScribuntoEngineConf['luastandalone']['luaPath'] = $wikisyncLua;
}
$wgAbuseFilterActions['block'] = true;
$wgGroupPermissions['*']['createaccount'] = false;
$wgAutoConfirmAge = 4 * 86400; // As on Wikimedia's wikis: a new account is not autoconfirmed at once.
$wgPasswordConfig['pbkdf2']['cost'] = '1000'; // These passwords are no secret, and logging in is faster.

// By default a list of 2000 calls is too long.
$wgMaxArticleSize = $wikisyncSwitches['maxArticleKb'] ?? 4096;

// Nobody is limited unless asked for. (MediaWiki limits bots too by default, Wikimedia's wikis do not.)
$wgGroupPermissions['bot']['noratelimit'] = empty( $wikisyncSwitches['limitBots'] );
$wgGroupPermissions['user']['noratelimit'] =
	empty( $wikisyncSwitches['limitBots'] ) && !isset( $wikisyncSwitches['ratelimit'] );
if ( isset( $wikisyncSwitches['ratelimit'] ) ) {
	$wgRateLimits['edit'] = [
		'user' => $wikisyncSwitches['ratelimit'],
		'newbie' => $wikisyncSwitches['ratelimit'],
		'&can-bypass' => empty( $wikisyncSwitches['limitEverybody'] ),
	];
}

// Keys, not the whole list: the extension's own defaults are added to it later.
foreach ( [ 'edit', 'create', 'addurl' ] as $wikisyncTrigger ) {
	$wgCaptchaTriggers[$wikisyncTrigger] = in_array( $wikisyncTrigger, $wikisyncSwitches['captcha'] ?? [], true );
}
if ( isset( $wikisyncSwitches['captcha'] ) ) {
	$wgGroupPermissions['bot']['skipcaptcha'] = false;
	$wgGroupPermissions['sysop']['skipcaptcha'] = false;
}

if ( isset( $wikisyncSwitches['readonly'] ) ) {
	$wgReadOnly = $wikisyncSwitches['readonly'];
}
if ( isset( $wikisyncSwitches['lag'] ) ) {
	$wgHooks['ApiMaxLagInfo'][] = static function ( array &$lag ) use ( $wikisyncSwitches ) {
		$lag = [ 'host' => 'replica', 'lag' => $wikisyncSwitches['lag'], 'type' => 'db' ];
	};
}
if ( isset( $wikisyncSwitches['jobQueueFactor'] ) ) {
	$wgJobQueueIncludeInMaxLagFactor = $wikisyncSwitches['jobQueueFactor'];
}
if ( isset( $wikisyncSwitches['tokenVersion'] ) ) {
	$wgAuthenticationTokenVersion = $wikisyncSwitches['tokenVersion'];
}
if ( isset( $wikisyncSwitches['sessionSeconds'] ) ) {
	$wgObjectCacheSessionExpiry = $wikisyncSwitches['sessionSeconds'];
}
if ( !empty( $wikisyncSwitches['private'] ) ) {
	$wgGroupPermissions['*']['read'] = false;
}
if ( !empty( $wikisyncSwitches['noBotPasswords'] ) ) {
	$wgEnableBotPasswords = false;
}
