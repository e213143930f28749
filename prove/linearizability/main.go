// Reads the histories that `npm run prove` records and says of each whether one call after the other could have given it.
//
//	linearizability FILE.jsonl ...
//
// A line is one operation: {"client":3,"model":"stock","key":"SKU","op":"take","n":1,"call":100,"ret":250,"outcome":"ok","value":0}
// with times in nanoseconds of one monotonic clock. An outcome that is "unknown" may or may not have happened.
// Prints a JSON line for each model and ends with 1 when a history is impossible, 2 when it cannot be read or is not decided in time.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"time"

	"github.com/anishathalye/porcupine"
)

type operation struct {
	Client  int    `json:"client"`
	Model   string `json:"model"`
	Key     string `json:"key"`
	Op      string `json:"op"`
	N       int64  `json:"n"`
	Call    int64  `json:"call"`
	Ret     int64  `json:"ret"`
	Outcome string `json:"outcome"`
	Value   int64  `json:"value"`
}

type verdict struct {
	Model      string   `json:"model"`
	Operations int      `json:"operations"`
	Keys       int      `json:"keys"`
	Illegal    []string `json:"illegal"`
	Undecided  []string `json:"undecided"`
}

const patience = 20 * time.Second

func main() {
	byModel := map[string]map[string][]porcupine.Operation{}
	for _, path := range os.Args[1:] {
		if err := read(path, byModel); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", path, err)
			os.Exit(2)
		}
	}
	code := 0
	for _, name := range sortedKeys(byModel) {
		step, known := models[name]
		if !known {
			fmt.Fprintf(os.Stderr, "no model is called %q\n", name)
			os.Exit(2)
		}
		result := judge(name, step, byModel[name])
		if len(result.Illegal) > 0 {
			code = 1
		} else if len(result.Undecided) > 0 && code == 0 {
			code = 2
		}
		line, _ := json.Marshal(result)
		fmt.Println(string(line))
	}
	os.Exit(code)
}

func judge(name string, step stepper, histories map[string][]porcupine.Operation) verdict {
	result := verdict{Model: name, Keys: len(histories), Illegal: []string{}, Undecided: []string{}}
	model := (&porcupine.NondeterministicModel{
		Init: func() []interface{} { return []interface{}{state{}} },
		Step: func(before, input, output interface{}) []interface{} {
			return step(before.(state), input.(operation))
		},
		Equal: func(a, b interface{}) bool { return a.(state) == b.(state) },
	}).ToModel()
	for _, key := range sortedKeys(histories) {
		result.Operations += len(histories[key])
		verdict := porcupine.Ok
		for _, part := range parts(histories[key]) {
			if verdict == porcupine.Ok {
				verdict = porcupine.CheckOperationsTimeout(model, part, patience)
			}
		}
		switch verdict {
		case porcupine.Illegal:
			result.Illegal = append(result.Illegal, key)
		case porcupine.Unknown:
			result.Undecided = append(result.Undecided, key)
		}
	}
	return result
}

// The history twice: without what was read, and without what was refused. Neither changes anything, so a possible history stays
// possible without them; together with hundreds of buyers at once they would be too many orders to try.
func parts(history []porcupine.Operation) [][]porcupine.Operation {
	var unread, granted []porcupine.Operation
	for _, each := range history {
		op := each.Input.(operation)
		if op.Op != "read" && !isImplied(each, history) {
			unread = append(unread, each)
		}
		if op.Outcome != "refused" {
			granted = append(granted, each)
		}
	}
	return [][]porcupine.Operation{unread, granted}
}

// A refusal during which the same was refused once more, from beginning to end, says nothing that the other does not.
func isImplied(one porcupine.Operation, history []porcupine.Operation) bool {
	op := one.Input.(operation)
	if op.Outcome != "refused" {
		return false
	}
	for _, other := range history {
		its := other.Input.(operation)
		isSame := its.Outcome == "refused" && its.Op == op.Op && its.N == op.N
		isWithin := other.Call >= one.Call && other.Return <= one.Return
		if isSame && isWithin && (other.Call > one.Call || other.Return < one.Return) {
			return true
		}
	}
	return false
}

func read(path string, byModel map[string]map[string][]porcupine.Operation) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(make([]byte, 1<<20), 1<<20)
	for number := 1; lines.Scan(); number++ {
		var op operation
		if err := json.Unmarshal(lines.Bytes(), &op); err != nil {
			return fmt.Errorf("line %d: %w", number, err)
		}
		if byModel[op.Model] == nil {
			byModel[op.Model] = map[string][]porcupine.Operation{}
		}
		entry := porcupine.Operation{ClientId: op.Client, Input: op, Call: op.Call, Output: nil, Return: op.Ret}
		byModel[op.Model][op.Key] = append(byModel[op.Model][op.Key], entry)
	}
	return lines.Err()
}

func sortedKeys[V any](of map[string]V) []string {
	keys := make([]string, 0, len(of))
	for key := range of {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
