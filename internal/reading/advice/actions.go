package advice

// ActionWords are the closed codes of actions, each in plain words of our own.
var ActionWords = map[string]string{
	"avoid_gatherings": "Stay away from large gatherings.", "avoid_area": "Stay away from the area.",
	"avoid_travel": "Do not travel there.", "leave_country": "Consider leaving the country.", "leave_area": "Leave the area.",
	"shelter": "Stay indoors.", "stay_alert": "Stay alert.", "monitor_media": "Follow the news.", "keep_low_profile": "Keep a low profile.",
	"follow_authorities": "Do what the authorities say.", "review_plans": "Go over your own security plans.",
	"keep_contact": "Keep in touch and tell others that you are safe.", "carry_id": "Carry identification.",
	"vary_routes": "Vary your routes and times.", "report": "Report what is suspicious to the police.", "enroll": "Sign up with your embassy.",
}
