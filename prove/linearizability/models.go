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
	"gift-card": balance,
	"order":     order,
}

// Pieces of a variant, or uses of a code that are left. "start" and "add" put n in, "take" takes all n or nothing, "read" tells the number.
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

// Money on a card. "spend" takes up to n and tells how much it was; "start" and "read" as above.
func balance(before state, op operation) []interface{} {
	if op.Op != "spend" {
		return counter(before, op)
	}
	part := op.N
	if before.number < part {
		part = before.number
	}
	after := state{number: before.number - part}
	switch {
	case op.Outcome == "ok" && op.Value == part:
		return []interface{}{after}
	case op.Outcome == "refused" && part == 0:
		return []interface{}{before}
	case op.Outcome == "unknown":
		return []interface{}{before, after}
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
