package when

import (
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// BenchmarkScan reads a warning of ordinary make: some times among many words of none.
func BenchmarkScan(b *testing.B) {
	d := text.Cut("The embassy is aware of a possible threat to hotels and markets in the capital over the weekend. U.S. citizens should avoid large gatherings in the city centre between Friday evening and Sunday night. " +
		"On Tuesday gunmen attacked a checkpoint near the airport, killing three soldiers and a woman, the police said. The government has closed the road to the north until further notice, and the ministry asked people to stay at home. " +
		"A spokesman for the army told reporters that the men had come from the mountains in the night, that they had taken five hostages, and that a search for them was under way in the valley. Monitor local media for updates within the next 48 hours.")
	a := AnchorDay(2029, 3, 8, time.UTC)
	b.ReportAllocs()
	for b.Loop() {
		Scan(d, a)
	}
}
