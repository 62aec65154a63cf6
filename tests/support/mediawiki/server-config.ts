/** Where a run's wiki lives. */
export interface Place {
  /** The unpacked MediaWiki. It is shared: nothing is written there. */
  readonly code: string;
  /** Everything else, for this run alone. */
  readonly folder: string;
  readonly port: number;
}

const isRoot = process.getuid?.() === 0;

/** Configures PHP's process manager to wait at a socket in the folder. */
export function fpmConfig({ folder }: Place): string {
  return `
[global]
error_log = ${folder}/fpm.log
daemonize = no
[wiki]
${isRoot ? 'user = root\ngroup = root' : ''}
listen = ${folder}/fpm.sock
pm = static
pm.max_children = 4
catch_workers_output = yes
php_admin_value[memory_limit] = 512M
php_admin_value[post_max_size] = 8M
php_admin_value[apc.shm_size] = 256M
php_admin_value[opcache.memory_consumption] = 192
php_admin_value[opcache.max_accelerated_files] = 20000
`;
}

/** Configures nginx to serve the code on the port, and control.php beside it. */
export function nginxConfig({ code, folder, port }: Place): string {
  return `
${isRoot ? 'user root;' : ''}
daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/nginx.log;
worker_processes 1;
events { worker_connections 512; }
http {
  access_log ${folder}/access.log;
  client_body_temp_path ${folder}/nginx/body;
  proxy_temp_path ${folder}/nginx/proxy;
  fastcgi_temp_path ${folder}/nginx/fastcgi;
  uwsgi_temp_path ${folder}/nginx/uwsgi;
  scgi_temp_path ${folder}/nginx/scgi;
  client_max_body_size 64m;
  gzip on;
  gzip_types application/json text/xml;
  gzip_min_length 256;
  fastcgi_buffers 64 64k;
  fastcgi_buffer_size 64k;
  fastcgi_read_timeout 120;
  server {
    listen 127.0.0.1:${port};
    server_name 127.0.0.1;
    root ${code};
    index index.php;
    location = /control.php {
      ${fastcgi(folder)}
      fastcgi_param SCRIPT_FILENAME ${import.meta.dirname}/control.php;
      fastcgi_param WIKISYNC_FOLDER ${folder};
    }
    location ~ \\.php(/|$) {
      ${fastcgi(folder)}
      fastcgi_split_path_info ^(.+\\.php)(/.*)$;
      fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
      fastcgi_param SCRIPT_NAME $fastcgi_script_name;
      fastcgi_param PATH_INFO $fastcgi_path_info;
      fastcgi_param MW_CONFIG_FILE ${folder}/LocalSettings.php;
    }
  }
}
`;
}

/**
 * What every request to PHP brings. The request's own headers come by themselves: the list that
 * Debian's nginx has for this replaces `Host` by a name without its port.
 */
function fastcgi(folder: string): string {
  const variables = {
    GATEWAY_INTERFACE: 'CGI/1.1',
    SERVER_SOFTWARE: 'nginx',
    SERVER_PROTOCOL: '$server_protocol',
    SERVER_ADDR: '$server_addr',
    SERVER_PORT: '$server_port',
    SERVER_NAME: '$server_name',
    REMOTE_ADDR: '$remote_addr',
    REMOTE_PORT: '$remote_port',
    REQUEST_METHOD: '$request_method',
    REQUEST_SCHEME: '$scheme',
    REQUEST_URI: '$request_uri',
    QUERY_STRING: '$query_string',
    CONTENT_TYPE: '$content_type',
    CONTENT_LENGTH: '$content_length',
    DOCUMENT_ROOT: '$document_root',
    REDIRECT_STATUS: '200', // PHP refuses to run a file without it.
  };
  return [
    `fastcgi_pass unix:${folder}/fpm.sock;`,
    ...Object.entries(variables).map(([name, value]) => `fastcgi_param ${name} ${value};`),
  ].join('\n      ');
}
