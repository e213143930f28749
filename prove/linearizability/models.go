package main

// What a key holds: a number (pieces, uses left, minor units) or, for an order, where it stands.
type state struct {
	number int64
	place  int
}

// The states that an operation may leave behind, given its outcome; none when it cannot have been answered so.
type stepper func(before state, op operation) []interface{}

var models = map[string]stepper{
	"stock":     counter,
	"code":      counter,
	"gift-card": counter,
	"order":     order,
}

// Pieces of a variant, uses of a code, or money on a card that are left. "start" and "add" put n in, "take" takes all n or nothing, "read" tells the number.
func counter(before state, op operation) []interface{} {
	after := func(number int64) interface{} { return state{number: number} }
	switch op.Op {
	case "start", "add":
		if op.Outcome == "unknown" {
			return []interface{}{before, after(before.number + op.N)}
		}
		return []interface{}{after(before.number + op.N)}
	case "take":
		fits := before.number >= op.N
		switch {
		case op.Outcome == "ok" && fits:
			return []interface{}{after(before.number - op.N)}
		case op.Outcome == "refused" && !fits:
			return []interface{}{before}
		case op.Outcome == "unknown" && fits:
			return []interface{}{before, after(before.number - op.N)}
		case op.Outcome == "unknown":
			return []interface{}{before}
		}
	case "read":
		if before.number == op.Value {
			return []interface{}{before}
		}
	}
	return nil
}

const (
	paid = iota + 1
	fulfilled
	cancelled
)

// An order that is paid and then either sent or cancelled. "place" makes it.
func order(before state, op operation) []interface{} {
	from, to := paid, 0
	switch op.Op {
	case "place":
		from, to = 0, paid
	case "fulfil":
		to = fulfilled
	case "cancel":
		to = cancelled
	case "read":
		if int64(before.place) == op.Value {
			return []interface{}{before}
		}
		return nil
	default:
		return nil
	}
	isPossible := before.place == from
	switch {
	case op.Outcome == "ok" && isPossible:
		return []interface{}{state{place: to}}
	case op.Outcome == "refused" && !isPossible:
		return []interface{}{before}
	case op.Outcome == "unknown" && isPossible:
		return []interface{}{before, state{place: to}}
	case op.Outcome == "unknown":
		return []interface{}{before}
	}
	return nil
}
