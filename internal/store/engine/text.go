package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// US and FromUS turn times into integer microseconds UTC and back; the zero time is 0.
func US(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// FromUS is the time of US.
func FromUS(v int64) time.Time {
	if v == 0 {
		return time.Time{}
	}
	return time.UnixMicro(v).UTC()
}

// EndUS and FromEndUS are the same for the end of an interval, where the zero time is an open end.
func EndUS(t time.Time) int64 {
	if t.IsZero() {
		return math.MaxInt64
	}
	return t.UnixMicro()
}

// FromEndUS is the time of EndUS.
func FromEndUS(v int64) time.Time {
	if v == math.MaxInt64 {
		return time.Time{}
	}
	return FromUS(v)
}

// JSON writes v as JSON text; the types it is given cannot fail.
func JSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic("store: a value of ours does not encode: " + err.Error())
	}
	return string(b)
}

// Tuples is rows groups of cols parameters, "($1,$2),($3,$4)".
func Tuples(cols, rows int) string {
	var b strings.Builder
	for i := range rows * cols {
		switch {
		case i == 0:
			b.WriteByte('(')
		case i%cols == 0:
			b.WriteString("),(")
		default:
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "$%d", i+1)
	}
	b.WriteByte(')')
	return b.String()
}

// InChunks runs a select that ends in "in " for many values, some at a time, and each for every row.
func InChunks(ctx context.Context, q Querier, text string, values []any, each func(Rows) error) error {
	const most = 500
	for i := 0; i < len(values); i += most {
		chunk := values[i:min(i+most, len(values))]
		size := most // few sizes, so that the engine meets the same statement again
		for size > 4 && size/5 >= len(chunk) {
			size /= 5
		}
		args := make([]any, size)
		for j := range args {
			args[j] = chunk[min(j, len(chunk)-1)]
		}
		if err := Each(ctx, q, each, text+Tuples(size, 1), args...); err != nil {
			return err
		}
	}
	return nil
}

// Each runs a select and each for every row.
func Each(ctx context.Context, q Querier, each func(Rows) error, text string, args ...any) error {
	r, err := q.Query(ctx, text, args...)
	if err != nil {
		return err
	}
	defer r.Close()
	for r.Next() {
		if err := each(r); err != nil {
			return err
		}
	}
	return r.Err()
}

// OneOf adds "and col in (...)" for the values; none of them means no condition.
func OneOf(q, col string, values []string, args []any) (string, []any) {
	if len(values) == 0 {
		return q, args
	}
	marks := make([]string, len(values))
	for i, v := range values {
		args = append(args, v)
		marks[i] = fmt.Sprintf("$%d", len(args))
	}
	return q + " and " + col + " in (" + strings.Join(marks, ", ") + ")", args
}

// Prefixed puts a table's alias before each column of a list.
func Prefixed(alias, cols string) string {
	return alias + "." + strings.ReplaceAll(cols, ", ", ", "+alias+".")
}

// Quoted writes words of ours as an SQL list, without its brackets.
func Quoted[T ~string](vs []T) string {
	out := make([]string, len(vs))
	for i, v := range vs {
		out[i] = "'" + string(v) + "'"
	}
	return strings.Join(out, ",")
}

// Numbers is Quoted for numbers.
func Numbers[T ~int64](vs []T) string {
	var b strings.Builder
	for i, v := range vs {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.FormatInt(int64(v), 10))
	}
	return b.String()
}
