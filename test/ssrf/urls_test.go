package ssrf

import (
	"fmt"
	"io"
	"net"
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/dns/dnsmessage"
)

// form is one way to ask for a forbidden address.
type form struct{ url, why string }

// special are one or two addresses of every block of the IANA special-purpose registries (RFC 6890 and its updates), multicast,
// and the metadata services of cloud providers.
var special = []struct{ addr, why string }{
	{"0.0.0.0", "this host"}, {"0.1.2.3", "this network"}, {"10.0.0.1", "private"}, {"10.255.255.254", "private"}, {"100.64.0.1", "shared"},
	{"100.127.255.254", "shared"}, {"100.100.100.200", "metadata of a provider"}, {"127.0.0.1", "loopback"}, {"127.255.255.254", "loopback"},
	{"169.254.169.254", "metadata"}, {"169.254.0.1", "link-local"}, {"172.16.0.1", "private"}, {"172.31.255.254", "private"}, {"192.0.0.1", "protocol assignments"},
	{"192.0.0.192", "metadata of a provider"}, {"192.0.2.1", "documentation"}, {"192.31.196.1", "AS112"}, {"192.52.193.1", "AMT"}, {"192.88.99.1", "6to4 relay"},
	{"192.168.0.1", "private"}, {"192.168.255.254", "private"}, {"192.175.48.1", "AS112"}, {"198.18.0.1", "benchmarks"}, {"198.19.255.254", "benchmarks"},
	{"198.51.100.1", "documentation"}, {"203.0.113.1", "documentation"}, {"224.0.0.1", "multicast"}, {"239.255.255.250", "multicast"},
	{"240.0.0.1", "reserved"}, {"255.255.255.255", "broadcast"},
	{"::", "unspecified"}, {"::1", "loopback"}, {"::ffff:127.0.0.1", "mapped"}, {"::ffff:10.0.0.1", "mapped"}, {"::ffff:169.254.169.254", "mapped"},
	{"::ffff:0:127.0.0.1", "translated"}, {"::127.0.0.1", "compatible"}, {"64:ff9b::7f00:1", "NAT64"}, {"64:ff9b::a9fe:a9fe", "NAT64"}, {"64:ff9b:1::a00:1", "local NAT64"},
	{"100::1", "discard"}, {"2001::1", "Teredo"}, {"2001:0:7f00:1::", "Teredo"}, {"2001:2::1", "benchmarks"}, {"2001:10::1", "ORCHID"}, {"2001:20::1", "ORCHIDv2"},
	{"2001:db8::1", "documentation"}, {"2002:7f00:1::1", "6to4"}, {"2002:a9fe:a9fe::1", "6to4"}, {"2620:4f:8000::1", "AS112"}, {"3fff::1", "documentation"},
	{"5f00::1", "segment routing"}, {"fc00::1", "unique local"}, {"fd00:ec2::254", "metadata"}, {"fe80::1", "link-local"}, {"fec0::1", "site-local"},
	{"ff02::1", "multicast"}, {"ff0e::1", "multicast"},
}

// urls are all forms, each under http and https where the scheme is not the point.
func urls() []form {
	var out []form
	add := func(why string, us ...string) {
		for _, u := range us {
			out = append(out, form{u, why})
		}
	}
	host := func(a string) string {
		if strings.Contains(a, ":") {
			return "[" + a + "]"
		}
		return a
	}
	for _, s := range special {
		add(s.why, "https://"+host(s.addr)+"/", "http://"+host(s.addr)+"/")
		a := netip.MustParseAddr(s.addr)
		if a.Is4() {
			add(s.why+", by name", "https://a-"+strings.ReplaceAll(s.addr, ".", "-")+".attacker.example/")
		} else if !a.Is4In6() {
			add(s.why+", by name", "https://aaaa-"+strings.ReplaceAll(a.StringExpanded(), ":", "-")+".attacker.example/")
		}
	}
	// One address in every spelling that some parser takes.
	for _, h := range []string{"2130706433", "0x7f000001", "0x7F.0.0.1", "0x7f.1", "017700000001", "0177.0.0.1", "0177.1", "127.1", "127.0.1", "127.0.0.1.", "127.000.000.001",
		"0", "0x0", "00000000", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "169.254.43518", "0x0a000001", "167772161", "012.0.0.1",
		"localhost", "LOCALHOST", "LocalHost.", "localhost.localdomain", "[::1%25lo]", "[fe80::1%25lo]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::ffff:7f00:1]",
		"[::ffff:7f00:0001]", "１２７.０.０.１", "127。0。0。1", "①②⑦.⓪.⓪.①", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "%31%32%37.0.0.1", "127.0.0.1%00.public.example", "127.0.0.1%2f.public.example"} {
		add("spelling", "https://"+h+"/", "http://"+h+"/")
	}
	// What a check of the text and the client would read differently.
	add("reads in two ways", "https://public.example@127.0.0.1/", "https://127.0.0.1#@public.example/", "https://127.0.0.1\\@public.example/", "https://public.example\\@127.0.0.1/",
		"https://127.0.0.1?@public.example/", "https://public.example:443@127.0.0.1/", "https://user:pw@10.0.0.1/", "https://127.0.0.1:443\\.public.example/", "https://127.0.0.1 .public.example/",
		"https://127.0.0.1\t/", "https://127.0.0.1\n.public.example/", "https:127.0.0.1/", "https:///127.0.0.1/", "//127.0.0.1/", "https://[::1]public.example/", "https://[127.0.0.1]/",
		"https://127.0.0.1;public.example/", " https://127.0.0.1/", "https://127.0.0.1:0443/")
	// Other schemes.
	for _, s := range []string{"file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:6379/_INFO", "dict://127.0.0.1:11211/stat", "ldap://127.0.0.1/", "unix:///var/run/docker.sock",
		"http+unix://%2Fvar%2Frun%2Fdocker.sock/info", "jar:http://127.0.0.1!/", "data:text/plain,x", "javascript:alert(1)", "ws://127.0.0.1/", "tftp://127.0.0.1/", "netdoc:///etc/passwd"} {
		add("scheme", s)
	}
	// Ports that nobody opened, on an address that is public.
	for _, p := range []int{22, 25, 2375, 6379, 8080, 8443, 9200, 11211} {
		out = append(out, form{fmt.Sprintf("https://127.0.0.1:%d/", p), "port"}, form{fmt.Sprintf("http://10.0.0.1:%d/", p), "port"})
	}
	add("port that is not open", "https://public.example:22/", "https://public.example:6379/", "https://public.example:8443/", "http://public.example:9200/")
	// Names that change their mind, and answers of two kinds.
	add("rebinding", "https://rebind.attacker.example/", "https://rebind1late.attacker.example:8443/", "http://rebind.attacker.example/")
	// Redirects from a host that may be talked to.
	for _, to := range []string{"http://127.0.0.1/", "https://127.0.0.1/", "https://169.254.169.254/latest/meta-data/", "https://[::1]/", "https://rebind.attacker.example/", "https://public.example:6379/",
		"file:///etc/passwd", "gopher://127.0.0.1:6379/_", "//10.0.0.1/", "https://public.example@10.0.0.1/", "https://a-10-0-0-1.attacker.example/", "http://public.example:25/", "https://" + public4 + "/"} {
		add("redirect", "https://public.example/?to="+url.QueryEscape(to))
	}
	return out
}

// serveNames answers DNS over a stream (RFC 1035, section 4.2.2: each message behind its length).
func serveNames(c net.Conn, answer func(name string, kind dnsmessage.Type) []netip.Addr) {
	defer c.Close()
	for {
		var size [2]byte
		if _, err := io.ReadFull(c, size[:]); err != nil {
			return
		}
		q := make([]byte, int(size[0])<<8|int(size[1]))
		if _, err := io.ReadFull(c, q); err != nil {
			return
		}
		var p dnsmessage.Parser
		h, err := p.Start(q)
		if err != nil {
			return
		}
		question, err := p.Question()
		if err != nil {
			return
		}
		as := answer(question.Name.String(), question.Type)
		h.Response, h.Authoritative = true, true
		b := dnsmessage.NewBuilder(nil, h)
		_ = b.StartQuestions()
		_ = b.Question(question)
		_ = b.StartAnswers()
		for _, a := range as {
			head := dnsmessage.ResourceHeader{Name: question.Name, Class: dnsmessage.ClassINET}
			if a.Is4() {
				_ = b.AResource(head, dnsmessage.AResource{A: a.As4()})
			} else {
				_ = b.AAAAResource(head, dnsmessage.AAAAResource{AAAA: a.As16()})
			}
		}
		out, err := b.Finish()
		if err != nil {
			return
		}
		if _, err := c.Write(append([]byte{byte(len(out) >> 8), byte(len(out))}, out...)); err != nil {
			return
		}
	}
}
