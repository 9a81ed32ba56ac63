/** Telling members of a corporation in WeChat Work, by a token that is asked for and kept. */
package dev.evenkeel.alertrouter.notification.wechat;
