CREATE TABLE `unchanged` (
	`message_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
