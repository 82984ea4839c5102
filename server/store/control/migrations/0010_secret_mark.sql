CREATE TABLE `secret_mark` (
	`id` integer PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL
);
