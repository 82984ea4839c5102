ALTER TABLE `destinations` ADD `key` text DEFAULT '' NOT NULL;--> statement-breakpoint
-- Each gets a key made of its name: letters and digits stay, what stands between them is a dash. Where the
-- name has none, or another of before it has the same, it is the kind and the id.
UPDATE `destinations` SET key = (
  WITH RECURSIVE slug (id, made_at, rest, made) AS (
    SELECT id, created_at, lower(name), '' FROM destinations
    UNION ALL
    SELECT id, made_at, substr(rest, 2), made || CASE
      WHEN substr(rest, 1, 1) GLOB '[a-z0-9]' THEN substr(rest, 1, 1)
      WHEN made = '' OR made LIKE '%-' THEN '' ELSE '-' END
    FROM slug WHERE rest <> ''
  ),
  made (id, made_at, key) AS (
    SELECT id, made_at, rtrim(substr(made, 1, 64), '-') FROM slug WHERE rest = ''
  ),
  counted (id, key, n) AS (
    SELECT id, key, row_number() OVER (PARTITION BY key ORDER BY made_at, id) FROM made
  )
  SELECT iif(n = 1 AND counted.key <> '', counted.key,
    destinations.kind || '-' || substr(replace(lower(destinations.id), '_', '-'), 1, 50))
  FROM counted WHERE counted.id = destinations.id
);--> statement-breakpoint
CREATE UNIQUE INDEX `destinations_key_unique` ON `destinations` (`key`);--> statement-breakpoint
-- Plays named them by their ids.
UPDATE `definitions` SET draft = json_set(draft, '$.actions', (
  SELECT json_group_array(json(iif(d.key IS NULL, a.value, json_set(a.value, '$.destination', d.key))))
  FROM json_each(draft, '$.actions') a LEFT JOIN destinations d ON d.id = a.value ->> '$.destination'
)) WHERE kind = 'play';--> statement-breakpoint
UPDATE `definitions` SET published = json_set(published, '$.actions', (
  SELECT json_group_array(json(iif(d.key IS NULL, a.value, json_set(a.value, '$.destination', d.key))))
  FROM json_each(published, '$.actions') a LEFT JOIN destinations d ON d.id = a.value ->> '$.destination'
)) WHERE kind = 'play' AND published IS NOT NULL;--> statement-breakpoint
UPDATE `versions` SET body = json_set(body, '$.actions', (
  SELECT json_group_array(json(iif(d.key IS NULL, a.value, json_set(a.value, '$.destination', d.key))))
  FROM json_each(body, '$.actions') a LEFT JOIN destinations d ON d.id = a.value ->> '$.destination'
)) WHERE kind = 'play';--> statement-breakpoint
UPDATE `publications` SET body = json_set(body, '$.actions', (
  SELECT json_group_array(json(iif(d.key IS NULL, a.value, json_set(a.value, '$.destination', d.key))))
  FROM json_each(body, '$.actions') a LEFT JOIN destinations d ON d.id = a.value ->> '$.destination'
)) WHERE kind = 'play';
