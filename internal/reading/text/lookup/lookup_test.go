package lookup

import (
	"fmt"
	"testing"
)

// Every word of a table has its number, words that only look alike have none.
func TestNumber(t *testing.T) {
	numbers := map[string]int32{}
	for i, w := range []string{"", "a", "in", "the", "bomb", "bombs", "embassy", "explosion", "взрыв", "انفجار", "Ü"} {
		numbers[w] = int32(i + 1)
	}
	for i := range 5000 { // many that differ in the middle only
		numbers[fmt.Sprintf("word%04dend", i)] = int32(len(numbers) + 1)
	}
	x := Of(numbers)
	if x.Len() != len(numbers) {
		t.Fatalf("%d words, want %d", x.Len(), len(numbers))
	}
	for w, want := range numbers {
		if got := x.Number(w); got != want {
			t.Errorf("%q has number %d, want %d", w, got, want)
		}
	}
	for _, w := range []string{"b", "ni", "bom", "bombe", "embassies", "word5000end", "word0000ends", "взрывы", "u"} {
		if got := x.Number(w); got != 0 {
			t.Errorf("%q has number %d but is in no table", w, got)
		}
	}
}
